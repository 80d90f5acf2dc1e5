package io.ossimport.cli.check;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Causes;
import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One sentence about a failed store and one about the remedy, in the words that the user typed. */
public final class Advice {

    private final StoreSpec spec;
    private final Side side;

    public Advice(StoreSpec spec, Side side) {
        this.spec = spec;
        this.side = side;
    }

    /** About a store of {@code job}: the one that the error names. */
    public static String about(StoreException problem, JobSpec job) {
        String destination = place(job.destination());
        boolean names = String.valueOf(problem.getMessage()).contains(destination);
        return names
                ? new Advice(job.destination(), Side.DESTINATION).about(problem)
                : new Advice(job.source(), Side.SOURCE).about(problem);
    }

    // How errors begin to name what is in a store.
    private static String place(StoreSpec spec) {
        return spec.type().equals("local")
                ? spec.prefix()
                : spec.type() + "://" + spec.bucket() + "/";
    }

    /** What is wrong and what to do about it. Holds no secret. */
    public String about(StoreException problem) {
        return switch (problem.kind()) {
            case BAD_CREDENTIALS ->
                    place()
                            + " does not accept the access key"
                            + code(problem)
                            + ". "
                            + keyRemedy();
            case PERMISSION_DENIED ->
                    place()
                            + " does not allow this access key to list the bucket"
                            + code(problem)
                            + ". "
                            + permissionRemedy();
            case NO_SUCH_BUCKET ->
                    isLocal()
                            ? place()
                                    + " is not there or is not a folder. Check "
                                    + prefixName()
                                    + (side == Side.SOURCE
                                            ? "."
                                            : "; if it is right, make the folder.")
                            : "There is no bucket \""
                                    + spec.bucket()
                                    + "\" at the "
                                    + side.word()
                                    + code(problem)
                                    + ". Check "
                                    + bucketName()
                                    + " and "
                                    + endpointName()
                                    + ".";
            case WRONG_ENDPOINT ->
                    place()
                            + " is not served by "
                            + endpoint()
                            + code(problem)
                            + ": "
                            + detail(problem)
                            + ". Set "
                            + endpointName()
                            + " to the endpoint of the bucket's own region.";
            case UNREACHABLE -> unreachable(problem);
            case CLOCK_SKEW ->
                    "This machine's clock and that of the "
                            + side.word()
                            + " are too far apart"
                            + code(problem)
                            + ". Set the clock right (NTP).";
            case NO_SPACE ->
                    "The disk of the "
                            + side.word()
                            + " "
                            + spec.url()
                            + " is full. Make room, then give the same command again: it goes on.";
            default -> place() + " refuses: " + problem.getMessage() + ".";
        };
    }

    private String unreachable(StoreException problem) {
        @Nullable Throwable tls = causeOf(problem, SSLException.class, CertificateException.class);
        if (tls != null) {
            return "The TLS certificate of "
                    + endpoint()
                    + " is not trusted or does not fit the name: "
                    + firstLine(Causes.root(tls))
                    + ". Check "
                    + endpointName()
                    + "; for a certificate authority of your own set "
                    + (fromJobFile() ? side.key("TrustCertificates") : side.option("trust"))
                    + " to its PEM file.";
        }
        Throwable cause = problem.getCause() == null ? problem : Causes.root(problem.getCause());
        return "No connection to "
                + endpoint()
                + " of the "
                + side.word()
                + " can be made: "
                + (cause instanceof java.net.UnknownHostException
                        ? "the name is unknown"
                        : firstLine(cause))
                + ". Check "
                + endpointName()
                + ", the network and its firewalls.";
    }

    private String place() {
        return "The " + side.word() + " " + spec.url();
    }

    private boolean isLocal() {
        return spec.type().equals("local");
    }

    private boolean fromJobFile() {
        return spec.credentials().kind() == CredentialsSource.Kind.JOB_FILE_SOURCE
                || spec.credentials().kind() == CredentialsSource.Kind.JOB_FILE_DESTINATION;
    }

    private String endpoint() {
        return spec.endpoint().isEmpty() ? "the default endpoint" : spec.endpoint();
    }

    private String endpointName() {
        return fromJobFile()
                ? side.key("Domain")
                : side.option("endpoint") + " and " + side.option("region");
    }

    private String bucketName() {
        return fromJobFile() ? side.key("Bucket") : "the URL";
    }

    private String prefixName() {
        return side.key("Prefix") + ", or the path that was typed";
    }

    private String keyRemedy() {
        if (fromJobFile()) {
            return "Check "
                    + side.key("AccessKey")
                    + " and "
                    + side.key("SecretKey")
                    + " in "
                    + spec.credentials().detail()
                    + ".";
        }
        return "Check "
                + (spec.type().equals("oss")
                        ? "OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET"
                        : "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
                + ", or the profile named by "
                + side.option("profile")
                + ".";
    }

    private String permissionRemedy() {
        if (isLocal()) {
            return "Give this user the right to read the folder.";
        }
        boolean oss = spec.type().equals("oss");
        String list = oss ? "oss:ListObjects" : "s3:ListBucket";
        String more =
                side == Side.SOURCE
                        ? oss ? "oss:GetObject" : "s3:GetObject"
                        : oss ? "oss:PutObject" : "s3:PutObject";
        return "Grant it " + list + " on the bucket and " + more + " on its objects.";
    }

    private static String code(StoreException problem) {
        StringBuilder text = new StringBuilder();
        if (!problem.code().isEmpty()) {
            text.append(problem.code());
        } else if (problem.httpStatus() != 0) {
            text.append("HTTP ").append(problem.httpStatus());
        }
        if (!problem.requestId().isEmpty()) {
            text.append(text.length() == 0 ? "" : ", ").append("request ");
            text.append(problem.requestId());
        }
        return text.length() == 0 ? "" : " (" + text + ")";
    }

    private static String detail(StoreException problem) {
        String message = String.valueOf(problem.getMessage());
        int begin = message.indexOf(" failed: ");
        return begin < 0 ? message : message.substring(begin + " failed: ".length());
    }

    @SafeVarargs
    private static @Nullable Throwable causeOf(
            Throwable problem, Class<? extends Throwable>... types) {
        for (Throwable t = problem; t != null; t = t.getCause()) {
            for (Class<? extends Throwable> type : types) {
                if (type.isInstance(t)) {
                    return t;
                }
            }
        }
        return null;
    }

    private static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return problem instanceof IOException
                    ? "the connection was closed"
                    : problem.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElse("").strip().replaceFirst("\\.$", "");
    }
}
