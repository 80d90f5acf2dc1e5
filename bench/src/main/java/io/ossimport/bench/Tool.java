package io.ossimport.bench;

import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that copies one bucket to another, as a user would call it.
 *
 * @param name in the tables
 * @param command and its arguments, without secrets
 * @param environment with the credentials
 */
record Tool(String name, List<String> command, Map<String, String> environment) {

    /** OssImport from a stand-in S3 to a stand-in OSS, by the launcher of this checkout. */
    static Tool ossimport(Path launcher, Path folder, Clouds clouds, FakeOss destination) {
        FakeS3 source = clouds.source();
        List<String> command = ossimportCommand(launcher, folder, clouds);
        command.add(command.indexOf("s3://source/") + 1, "oss://destination/");
        command.addAll(List.of("--dest-endpoint", destination.endpoint()));
        command.addAll(List.of("--dest-region", destination.region()));
        Map<String, String> environment = sourceCredentials(source);
        environment.put("OSS_ACCESS_KEY_ID", destination.accessKeyId());
        environment.put("OSS_ACCESS_KEY_SECRET", destination.secretKey());
        return new Tool("ossimport S3 to OSS", command, environment);
    }

    /** The same with more arguments. */
    Tool with(String... arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(arguments));
        return new Tool(name, longer, environment);
    }

    /** OssImport between two stand-in S3s that know the same key. */
    static Tool ossimport(Path launcher, Path folder, Clouds clouds, FakeS3 destination) {
        List<String> command = ossimportCommand(launcher, folder, clouds);
        command.add(command.indexOf("s3://source/") + 1, "s3://destination/");
        command.addAll(List.of("--dest-endpoint", destination.endpoint()));
        command.addAll(List.of("--dest-region", destination.region()));
        return new Tool("ossimport S3 to S3", command, sourceCredentials(clouds.source()));
    }

    private static List<String> ossimportCommand(Path launcher, Path folder, Clouds clouds) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher.toString(),
                                "copy",
                                "s3://source/",
                                "--source-endpoint",
                                clouds.source().endpoint(),
                                "--source-region",
                                clouds.source().region(),
                                "--working-dir",
                                folder.toString(),
                                "--job",
                                "bench",
                                // the peers do not tell how much is left
                                "--no-count-ahead"));
        if (clouds.certificates() != null) {
            command.addAll(List.of("--source-trust", clouds.certificates().toString()));
            command.addAll(List.of("--dest-trust", clouds.certificates().toString()));
        }
        return command;
    }

    private static Map<String, String> sourceCredentials(FakeS3 source) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_ACCESS_KEY_ID", source.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", source.secretKey());
        return environment;
    }

    /**
     * rclone between two stand-in S3s, with as many transfers as it needs to be busy, and without
     * creating the bucket.
     */
    static Tool rclone(Path program, Clouds clouds) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("RCLONE_CONFIG", "/dev/null");
        remote(environment, "SOURCE", clouds.source());
        remote(environment, "DESTINATION", clouds.s3());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "copy",
                                "source:source",
                                "destination:destination",
                                "--transfers=32",
                                "--checkers=8",
                                "--fast-list",
                                "--checksum", // by time it would ask for each object's metadata
                                "--s3-no-check-bucket",
                                "--stats=0"));
        if (clouds.certificates() != null) {
            command.add("--ca-cert=" + clouds.certificates());
        }
        return new Tool("rclone", command, environment);
    }

    /**
     * The floor: a bare Netty relay between two stand-in S3s, see {@link NettyRelay}.
     *
     * @param rounds how often it copies all objects, since it may be done before it is warm
     */
    static Tool floor(Clouds clouds, long objects, long size, int rounds) {
        FakeS3 source = clouds.source();
        return new Tool(
                "bare Netty relay",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NettyRelay.class.getName(),
                        source.endpoint(),
                        clouds.s3().endpoint(),
                        source.region(),
                        source.accessKeyId(),
                        Long.toString(objects),
                        Long.toString(size),
                        clouds.certificates() == null ? "-" : clouds.certificates().toString(),
                        Integer.toString(rounds)),
                sourceCredentials(source));
    }

    private static void remote(Map<String, String> environment, String name, FakeS3 cloud) {
        String prefix = "RCLONE_CONFIG_" + name + "_";
        environment.put(prefix + "TYPE", "s3");
        environment.put(prefix + "PROVIDER", "Other");
        // over plain HTTP it would want to read each body twice to sign it, and then fails
        environment.put(prefix + "USE_UNSIGNED_PAYLOAD", "true");
        environment.put(prefix + "ENDPOINT", cloud.endpoint());
        environment.put(prefix + "REGION", cloud.region());
        environment.put(prefix + "FORCE_PATH_STYLE", "true");
        environment.put(prefix + "ACCESS_KEY_ID", cloud.accessKeyId());
        environment.put(prefix + "SECRET_ACCESS_KEY", cloud.secretKey());
    }
}
