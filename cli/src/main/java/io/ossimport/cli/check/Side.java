package io.ossimport.cli.check;

/** Which end of a job, and the words that job file and command line have for its settings. */
public enum Side {
    SOURCE("source", "src", "--source"),
    DESTINATION("destination", "dest", "--dest");

    private final String word;
    private final String keyPrefix;
    private final String optionPrefix;

    Side(String word, String keyPrefix, String optionPrefix) {
        this.word = word;
        this.keyPrefix = keyPrefix;
        this.optionPrefix = optionPrefix;
    }

    /** {@code source} or {@code destination}. */
    public String word() {
        return word;
    }

    /** The job file's key for a setting: {@code srcBucket}. */
    String key(String setting) {
        return keyPrefix + setting;
    }

    /** The command line's option for a setting: {@code --source-region}. */
    String option(String setting) {
        return optionPrefix + "-" + setting;
    }
}
