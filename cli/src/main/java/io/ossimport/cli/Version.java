package io.ossimport.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, Java's and the system's, which every bug report needs. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String ours = OssImport.class.getPackage().getImplementationVersion();
        return new String[] {
            "ossimport " + (ours == null ? "(not packaged)" : ours),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
            System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.version")
                    + " "
                    + System.getProperty("os.arch")
        };
    }
}
