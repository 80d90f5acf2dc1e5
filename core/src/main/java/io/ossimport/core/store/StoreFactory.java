package io.ossimport.core.store;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;

/** Opens stores of one type. Found by {@link ServiceLoader}; a connector provides one. */
public interface StoreFactory {

    /** The word for this type in job files and URLs: {@code s3}, {@code oss}, {@code local}. */
    String type();

    /**
     * Opens the store. Makes no call over the network: credentials and bucket are tried by the
     * first request.
     *
     * @throws InvalidConfigException when the specification cannot be right, naming the key
     */
    ObjectStore open(StoreSpec spec) throws InvalidConfigException;

    /** Opens the store that {@code spec} describes with the connector of its type. */
    static ObjectStore openStore(StoreSpec spec) throws InvalidConfigException {
        SortedSet<String> known = new TreeSet<>();
        for (StoreFactory factory : ServiceLoader.load(StoreFactory.class)) {
            if (factory.type().equals(spec.type())) {
                return factory.open(spec);
            }
            known.add(factory.type());
        }
        throw new InvalidConfigException(
                "There is no connector for \""
                        + spec.type()
                        + "\" in this version; there are "
                        + String.join(", ", known)
                        + ".");
    }
}
