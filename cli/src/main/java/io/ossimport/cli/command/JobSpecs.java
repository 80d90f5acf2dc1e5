package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.JobFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the job file that a command was given. */
final class JobSpecs {

    private JobSpecs() {}

    static JobFile read(Path file, List<String> overrides, WorkingFolder workingFolder)
            throws InvalidConfigException {
        List<String> all = new ArrayList<>(overrides);
        if (workingFolder.isGiven()) {
            all.add("workingDir=" + workingFolder.absolute());
        }
        return JobFile.read(file, all);
    }
}
