package io.ossimport.core.config;

import java.nio.file.Path;

/** The folder where jobs keep their state when the user names none. */
public final class WorkingDirectory {

    private WorkingDirectory() {}

    /** {@code $OSSIMPORT_HOME}, or {@code .ossimport} in the user's home; absolute. */
    public static Path byDefault() {
        String home = System.getenv("OSSIMPORT_HOME");
        Path folder =
                home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".ossimport")
                        : Path.of(home);
        return folder.toAbsolutePath().normalize();
    }
}
