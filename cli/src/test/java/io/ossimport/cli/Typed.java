package io.ossimport.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command that was typed, through the real command line in this process. */
record Typed(int status, String out, String err) {

    static Typed command(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = OssImport.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int status = commandLine.execute(words);
        return new Typed(status, out.toString(), err.toString());
    }

    /** Everything that was printed. */
    String all() {
        return out + err;
    }
}
