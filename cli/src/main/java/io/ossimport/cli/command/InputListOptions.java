package io.ossimport.cli.command;

import io.ossimport.core.config.InputListValues;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.InputList;
import picocli.CommandLine.Option;

/** Options that name a list of objects to take. */
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

    InputList list() throws InvalidConfigException {
        try {
            return InputListValues.of(place, form);
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException("--input-list " + e.getMessage() + ".", e);
        }
    }
}
