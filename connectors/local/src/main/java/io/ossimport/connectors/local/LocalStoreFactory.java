package io.ossimport.connectors.local;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens folders. Options: {@code followLinks=true} takes links to files within the root as the
 * files; {@code destination=true} makes the root when it is not there, and lists folders as empty
 * objects whose keys end in a slash, so that copied folder markers are found again.
 */
public final class LocalStoreFactory implements StoreFactory {

    private static final List<String> OPTIONS = List.of("destination", "followLinks");

    @Override
    public String type() {
        return "local";
    }

    @Override
    public ObjectStore open(StoreSpec spec) throws InvalidConfigException {
        for (String option : spec.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new InvalidConfigException(
                        spec.url()
                                + ": there is no option \""
                                + option
                                + "\"; there are "
                                + String.join(", ", OPTIONS)
                                + ".");
            }
        }
        try {
            Path root = Path.of(spec.prefix());
            if (!root.isAbsolute()) {
                throw new InvalidConfigException(
                        "The folder \"" + spec.prefix() + "\" is not absolute.");
            }
            return new LocalStore(
                    root.normalize(),
                    spec.option("followLinks", "false").equals("true"),
                    spec.option("destination", "false").equals("true"));
        } catch (InvalidPathException e) {
            throw new InvalidConfigException(
                    "\"" + spec.prefix() + "\" is not a folder: " + e.getReason() + ".", e);
        }
    }
}
