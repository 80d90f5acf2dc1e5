package io.ossimport.core.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads credentials from a job file, at the first use and again after a store has refused them.
 * Safe for many threads.
 */
final class JobFileCredentials implements CredentialsProvider {
    private final Path file;
    private final StoreValues.Keys keys;
    private volatile @Nullable Credentials read;

    JobFileCredentials(CredentialsSource source) {
        this.file = Path.of(source.detail());
        this.keys =
                source.kind() == CredentialsSource.Kind.JOB_FILE_SOURCE
                        ? StoreValues.SOURCE
                        : StoreValues.DESTINATION;
    }

    @Override
    public Credentials get() throws InvalidConfigException {
        Credentials known = read;
        if (known == null) {
            known = readFile();
            read = known;
        }
        return known;
    }

    @Override
    public void invalidate() {
        read = null;
    }

    private Credentials readFile() throws InvalidConfigException {
        // Other mistakes in the file do not matter here: a job that runs has been checked.
        JobValues values = new JobValues(file.toString(), new Problems());
        values.take(ConfigLines.of(file, new Problems()));
        for (JobKey key : new JobKey[] {keys.accessKey(), keys.secretKey()}) {
            if (!values.isSet(key)) {
                throw new InvalidConfigException(file + ": " + key.key() + " is missing");
            }
        }
        return new Credentials(
                values.text(keys.accessKey()),
                Secret.of(values.text(keys.secretKey())),
                Secret.of(values.text(keys.token())));
    }
}
