package io.ossimport.cli.command;

import io.ossimport.core.config.InputListValues;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.InputList;
import picocli.CommandLine.Option;

/** Options that say where the list of the objects to take comes from. */
final class InputListOptions {

    @Option(
            names = "--input-list",
            paramLabel = "LIST",
            description =
                    "Only the objects that a list names, instead of all that the source lists: a"
                            + " file, a folder of files, or s3://BUCKET/KEY or oss://BUCKET/KEY.")
    private String place = "";

    @Option(
            names = "--input-list-form",
            paramLabel = "FORM",
            converter = ListFormWord.class,
            completionCandidates = ListFormWord.Candidates.class,
            description = "How it is written: ${COMPLETION-CANDIDATES}. Default: auto.")
    private InputList.Form form = InputList.Form.AUTO;

    @Option(
            names = "--list-first",
            description =
                    "List the source whole before anything is copied, for a store that does not"
                            + " list in the order of keys. One that is seen not to is listed so by"
                            + " itself.")
    private boolean listFirst;

    InputList list() throws InvalidConfigException {
        if (listFirst && place.isEmpty()) {
            return InputList.SCAN;
        }
        try {
            return InputListValues.of(place, form);
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException("--input-list " + e.getMessage() + ".", e);
        }
    }
}
