package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.KeyRule;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.job.StoreSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport copy}: a job without a job file. */
@Command(
        name = "copy",
        description = {
            "Copies what is below one place to another, and proves each object.",
            "",
            "Given again, the same command copies only what is missing or different.",
            "Access keys are never arguments: they come from the vendors' own environment variables"
                    + " (AWS_ACCESS_KEY_ID, OSS_ACCESS_KEY_ID …), their credential files, or the"
                    + " machine's role.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport copy s3://photos/2019/ oss://photos-cn/2019/ \\",
            "      --source-region ap-northeast-1 --dest-region cn-hangzhou",
            "  ossimport copy /data/photos/ oss://photos-cn/ --dest-region cn-hangzhou",
            "  ossimport copy s3://photos/ oss://photos-cn/ --include '*.jpg' --exclude 'tmp/**'",
            "  ossimport copy s3://photos/ oss://photos-cn/ --since auto",
            "  ossimport copy s3://photos/ oss://photos-cn/ --input-list keys.csv",
            "  ossimport copy s3://photos/ oss://photos-cn/ --rewrite 's,^(....)-(..)-,$1/$2/,'",
            "  ossimport copy s3://photos/ oss://photos-cn/ --every 1h",
            "  ossimport copy oss://photos-cn/ /backup/photos/ --dest-region cn-hangzhou"
        })
public final class CopyCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "s3://BUCKET/PREFIX/, oss://BUCKET/PREFIX/, file:///FOLDER/ or a path.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DESTINATION", description = "The same forms.")
    private String destination = "";

    @Option(
            names = "--source-endpoint",
            paramLabel = "URL",
            description = "Where the source is, such as http://minio.example.com:9000.")
    private String sourceEndpoint = "";

    @Option(
            names = "--dest-endpoint",
            paramLabel = "URL",
            description = "Where the destination is.")
    private String destEndpoint = "";

    @Option(
            names = "--source-region",
            paramLabel = "REGION",
            description = "The source bucket's region, such as ap-northeast-1.")
    private String sourceRegion = "";

    @Option(
            names = "--dest-region",
            paramLabel = "REGION",
            description = "The destination bucket's region, such as cn-hangzhou.")
    private String destRegion = "";

    @Option(
            names = "--source-profile",
            paramLabel = "NAME",
            description = "The profile of the vendor's credentials file for the source.")
    private String sourceProfile = "";

    @Option(
            names = "--dest-profile",
            paramLabel = "NAME",
            description = "The profile of the vendor's credentials file for the destination.")
    private String destProfile = "";

    @Option(
            names = "--source-trust",
            paramLabel = "FILE",
            description = "PEM file of certificate authorities to trust besides the system's.")
    private String sourceTrust = "";

    @Option(names = "--dest-trust", paramLabel = "FILE", description = "The same.")
    private String destTrust = "";

    @Option(
            names = "--overwrite",
            paramLabel = "WHEN",
            converter = OverwriteWord.class,
            completionCandidates = OverwriteWord.Candidates.class,
            description =
                    "Objects that the destination has already are replaced: ${COMPLETION-CANDIDATES};"
                            + " \"fail\" counts those that differ as failed. Default: different.")
    private OverwritePolicy overwrite = OverwritePolicy.DIFFERENT;

    @Mixin private TakeOptions take = new TakeOptions();

    @Mixin private InputListOptions inputList = new InputListOptions();

    @Option(
            names = "--rewrite",
            paramLabel = "RULE",
            converter = KeyRuleWord.class,
            description =
                    "Other names at the destination: strip:PREFIX, add:PREFIX or"
                            + " s/REGEX/REPLACEMENT/, with $1 for the first group and g at the end"
                            + " for all that is found. Can be given several times. Of objects that"
                            + " would go to one key, one is copied and the others fail.")
    private List<KeyRule> rewrite = List.of();

    @Mixin private EveryOption every = new EveryOption();

    @Mixin private Tuning tuning = new Tuning();

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description = "The job's name. Default: made of source and destination.")
    private String name = "";

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    @Mixin private ClusterOption cluster = new ClusterOption();

    @Override
    public Integer call() throws Exception {
        JobSpec job = job();
        RoundRules rounds = every.rules(job.input(), take.slack());
        if (rounds != null) {
            return new RoundsRunner(ossImport.talk(), "the same command", Clock.systemUTC())
                    .run(job, rounds)
                    .status();
        }
        return new JobRunner(
                        ossImport.talk(),
                        "the same command",
                        "the same command",
                        "the same command with --since auto",
                        cluster.engine(job.workingDirectory()))
                .run(job)
                .status();
    }

    private JobSpec job() throws InvalidConfigException {
        StoreUrl from = StoreUrl.parse(source);
        StoreUrl to = StoreUrl.parse(destination);
        if (from.isFolder() != to.isFolder()) {
            String open = from.isFolder() ? destination : source;
            throw new InvalidConfigException(
                    "Source and destination must both end in a slash or both not, since what"
                            + " follows the one prefix is put behind the other. Write "
                            + open
                            + "/ if that is a folder.");
        }
        StoreSpec sourceSpec =
                spec(
                        from,
                        sourceEndpoint,
                        sourceRegion,
                        sourceProfile,
                        sourceTrust,
                        take.followsLinks() ? Map.of("followLinks", "true") : Map.of());
        StoreSpec destSpec =
                spec(
                        to,
                        destEndpoint,
                        destRegion,
                        destProfile,
                        destTrust,
                        Map.of("destination", "true"));
        return new JobSpec(
                JobNames.orDerived(name, sourceSpec, destSpec),
                JobType.IMPORT,
                sourceSpec,
                destSpec,
                take.rules(),
                overwrite,
                tuning.applyTo(CopySettings.DEFAULT),
                tuning.movers(),
                workingFolder.absolute(),
                inputList.list(),
                rewrite);
    }

    private StoreSpec spec(
            StoreUrl url,
            String endpoint,
            String region,
            String profile,
            String trust,
            Map<String, String> ofFolder) {
        Map<String, String> options = new TreeMap<>();
        CredentialsSource credentials = CredentialsSource.ANONYMOUS;
        if (url.type().equals("local")) {
            options.putAll(ofFolder);
        } else {
            credentials = new CredentialsSource(CredentialsSource.Kind.VENDOR_CHAIN, profile);
            if (!trust.isEmpty()) {
                options.put("trustCertificates", Path.of(trust).toAbsolutePath().toString());
            }
        }
        return new StoreSpec(
                url.type(), endpoint, region, url.bucket(), url.prefix(), credentials, options);
    }
}
