package io.ossimport.core.config;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every key that a job file or {@code sys.properties} may have. This table drives the parser, the
 * defaults and the manual; a blank value is the default.
 */
enum JobKey {
    // OssImport's job.cfg
    JOB_NAME("jobName", Form.text(), "local_test", "Name of the job: letters, digits, `_`, `-`."),
    JOB_TYPE("jobType", Form.choice("import", "audit"), "import", "Copy, or only compare."),
    IS_INCREMENTAL(
            "isIncremental",
            Form.flag(),
            "false",
            "`true`: goes on by itself, with a round each interval that takes what is new or has"
                    + " changed, until it is stopped; see above."),
    INCREMENTAL_MODE_INTERVAL(
            "incrementalModeInterval",
            Form.number(0, Long.MAX_VALUE),
            "86400",
            "Seconds from one round to the next; no effect without `isIncremental`."),
    IMPORT_SINCE(
            "importSince",
            Form.numberOr("auto"),
            "0",
            "Takes only objects modified at this time or later; seconds since 1970, 0 for all. `auto`:"
                    + " from where the job's last run left off; see above."),
    LAST_MODIFY(
            "lastModify",
            Form.number(0, Long.MAX_VALUE),
            "0",
            "When comparing: leaves out objects modified at the source later than this; seconds"
                    + " since 1970, 0 for none."),
    SRC_TYPE(
            "srcType",
            Form.choice(
                    "local", "oss", "s3", "qiniu", "bos", "ks3", "youpai", "http", "cos", "azure"),
            "local",
            "Kind of the source. In this version: `local`, `oss`, `s3`, `http`. The type that a URL in"
                    + " `srcBucket` begins with wins over the default."),
    SRC_ACCESS_KEY(
            "srcAccessKey",
            Form.secret(),
            "",
            "Access key of the source. Blank: see `srcCredentials`."),
    SRC_SECRET_KEY("srcSecretKey", Form.secret(), "", "Secret of the source's access key."),
    SRC_DOMAIN(
            "srcDomain",
            Form.text(),
            "",
            "Endpoint of the source, without the bucket; `https` unless it says `http://`. Blank"
                    + " with `s3`: AWS."),
    SRC_BUCKET(
            "srcBucket",
            Form.text(),
            "",
            "Bucket of the source, or a URL such as `s3://photos/2019/`."),
    SRC_PREFIX(
            "srcPrefix",
            Form.text(),
            "",
            "What source keys begin with; they lose it. With `local` the absolute folder, with `/`"
                    + " at the end."),
    DEST_ACCESS_KEY(
            "destAccessKey",
            Form.secret(),
            "",
            "Access key of the destination. Blank: see `destCredentials`."),
    DEST_SECRET_KEY("destSecretKey", Form.secret(), "", "Secret of the destination's access key."),
    DEST_DOMAIN(
            "destDomain",
            Form.text(),
            "",
            "Endpoint of the destination, without the bucket; `https` unless it says `http://`."),
    DEST_BUCKET(
            "destBucket",
            Form.text(),
            "",
            "Bucket of the destination, or a URL such as `oss://photos/2019/`."),
    DEST_PREFIX(
            "destPrefix",
            Form.text(),
            "",
            "What destination keys begin with; must not begin with `/` or `\\`. With `local` the"
                    + " absolute folder."),
    TASK_OBJECT_COUNT_LIMIT(
            "taskObjectCountLimit",
            Form.number(1, Long.MAX_VALUE),
            "10000",
            "No effect: work is divided while it is done."),
    TASK_OBJECT_SIZE_LIMIT(
            "taskObjectSizeLimit",
            Form.number(1, Long.MAX_VALUE),
            "1000000000",
            "No effect: work is divided while it is done."),
    IS_SKIP_EXIST_FILE(
            "isSkipExistFile",
            Form.flag(),
            "false",
            "`true` is `overwrite=different`, `false` is `overwrite=always`."),
    SCAN_THREAD_COUNT(
            "scanThreadCount",
            Form.number(1, Long.MAX_VALUE),
            "1",
            "No effect: each mover lists its own range."),
    MAX_MULTI_THREAD_SCAN_DEPTH(
            "maxMultiThreadScanDepth",
            Form.number(1, Long.MAX_VALUE),
            "1",
            "No effect: ranges need no folders."),
    MULTIPART_UPLOAD_THRESHOLD(
            "multipartUploadThreshold",
            Form.size(1L << 20, 5L << 30),
            "150m",
            "Objects larger than this travel in parts."),
    MULTIPART_UPLOAD_PART_SIZE(
            "multipartUploadPartSize",
            Form.size(0, 5L << 30),
            "50m",
            "Size of a part; grows where 10,000 parts would not do. Below 100k it is 50m, as in"
                    + " OssImport."),
    UPLOAD_THREAD_NUM_PER_LARGE_FILE(
            "uploadThreadNumPerLargeFile",
            Form.number(1, Long.MAX_VALUE),
            "3",
            "No effect: `transfersInFlight` counts parts too."),
    IS_SERVER_SIDE_ENCRYPTION(
            "isServerSideEncryption",
            Form.flag(),
            "false",
            "`true` is not in this version; the bucket's own default encryption works."),
    IS_ALLOW_SYMBOLIC_LINK(
            "isAllowSymbolicLink",
            Form.flag(),
            "false",
            "With `local`: takes links to files as the files. Linked folders never."),
    GET_OBJECT_META_MODE(
            "getObjectMetaMode", Form.choice("stat", "head"), "stat", "Only for `qiniu`."),
    IS_AUDIT_AFTER_IMPORT(
            "isAuditAfterImport",
            Form.flag(),
            "false",
            "`true`: a run that came to its end goes on with a comparison of both ends, and its exit"
                    + " status is the worse of both. Not done unless it says so: every object is"
                    + " proven as it is copied."),
    AUDIT_MODE(
            "auditMode",
            Form.choice("simple", "general", "detailed"),
            "general",
            "How closely to compare: `simple` sizes only; `general` sizes, stored checksums and the"
                    + " lists of earlier runs; `detailed` also reads both objects where only sizes"
                    + " could be compared."),
    APP_ID("appId", Form.text(), "0", "Only for `cos`."),
    IS_DOWNLOAD_FROM_CDN("isDownloadFromCdn", Form.flag(), "false", "Only for `youpai`."),
    CDN_DOMAIN("cdnDomain", Form.text(), "", "Only for `youpai`."),
    HTTP_LIST_FILE_PATH(
            "httpListFilePath", Form.text(), "", "With `http`: the list of URLs; see above."),
    HTTP_PREFIX_COLUMN(
            "httpPrefixColumn",
            Form.number(1, 1000),
            "1",
            "With `http`: the column with the first part of the URL."),
    RELATIVE_PATH_COLUMN(
            "relativePathColumn",
            Form.number(1, 1000),
            "2",
            "With `http`: the column with the rest of the URL, which is the key."),
    IS_USE_EXPRESS_TUNNEL(
            "isUseExpressTunnel",
            Form.flag(),
            "false",
            "`true` is not in this version; give the endpoint of the line as `srcDomain`."),
    EXPRESS_TUNNEL_PROXY_HOST("expressTunnelProxyHost", Form.text(), "", "No effect."),
    EXPRESS_TUNNEL_PROXY_TYPE("expressTunnelProxyType", Form.text(), "", "No effect."),
    EXPRESS_TUNNEL_PROXY_USER("expressTunnelProxyUser", Form.text(), "", "No effect."),
    EXPRESS_TUNNEL_PROXY_DEST("expressTunnelProxyDest", Form.text(), "", "No effect."),
    EXPRESS_TUNNEL_AUTH_TOKEN("expressTunnelAuthToken", Form.secret(), "", "No effect."),

    // OssImport's sys.properties
    WORKING_DIR(
            "workingDir",
            Form.text(),
            "",
            "Where `jobs/<jobName>/` lies; relative to the current folder. Blank:"
                    + " `$OSSIMPORT_HOME`, or `~/.ossimport`."),
    WORKER_USER_NAME("workerUserName", Form.text(), "", "No effect on one machine."),
    WORKER_PASSWORD("workerPassword", Form.secret(), "", "No effect on one machine."),
    PRIVATE_KEY_FILE("privateKeyFile", Form.text(), "", "No effect on one machine."),
    SSH_PORT("sshPort", Form.number(1, 65535), "22", "No effect on one machine."),
    WORKER_TASK_THREAD_NUM(
            "workerTaskThreadNum",
            Form.number(1, 4096),
            "60",
            "Objects and parts that one machine copies at once; see `transfersInFlight`."),
    WORKER_MAX_THROUGHPUT(
            "workerMaxThroughput(KB/s)",
            Form.number(0, 1L << 40),
            "0",
            "The most that one machine moves, in KiB a second; 0 for no limit."),
    DISPATCHER_THREAD_NUM("dispatcherThreadNum", Form.number(1, Long.MAX_VALUE), "1", "No effect."),
    WORKER_ABORT_WHEN_UNCATCHED_EXCEPTION(
            "workerAbortWhenUncatchedException",
            Form.flag(),
            "false",
            "No effect: an object that fails has an outcome, and the job goes on."),
    WORKER_RECORD_MD5("workerRecordMd5", Form.flag(), "false", "`true` is not in this version."),
    JAVA_HEAP_MAX_SIZE(
            "javaHeapMaxSize", Form.size(1, 1L << 50), "1024m", "Read by the start scripts only."),

    // our own
    DEST_TYPE(
            "destType",
            Form.choice("oss", "s3", "local"),
            "oss",
            "Kind of the destination. The type that a URL in `destBucket` begins with wins over the"
                    + " default."),
    SRC_REGION("srcRegion", Form.text(), "", "Region of the source; found out when blank."),
    DEST_REGION("destRegion", Form.text(), "", "Region of the destination; found out when blank."),
    SRC_CREDENTIALS(
            "srcCredentials",
            Form.text(),
            "",
            "`chain`, `profile:NAME`, `process:COMMAND` or `anonymous`. Blank: `srcAccessKey` when"
                    + " it is set, else `chain`, the vendor's own order of environment, files and"
                    + " roles."),
    DEST_CREDENTIALS("destCredentials", Form.text(), "", "As `srcCredentials`."),
    SRC_TOKEN("srcToken", Form.secret(), "", "Session token of temporary keys of the source."),
    DEST_TOKEN(
            "destToken", Form.secret(), "", "Session token of temporary keys of the destination."),
    SRC_SIGNATURE_VERSION(
            "srcSignatureVersion",
            Form.choice("auto", "v1", "v4"),
            "auto",
            "With `oss`: how to sign; `auto` is `v4` where the region is known."),
    DEST_SIGNATURE_VERSION(
            "destSignatureVersion",
            Form.choice("auto", "v1", "v4"),
            "auto",
            "As `srcSignatureVersion`."),
    SRC_PATH_STYLE(
            "srcPathStyle",
            Form.choice("auto", "true", "false"),
            "auto",
            "With `s3`: whether the bucket stands in the path rather than in the host name."),
    DEST_PATH_STYLE(
            "destPathStyle", Form.choice("auto", "true", "false"), "auto", "As `srcPathStyle`."),
    SRC_TRUST_CERTIFICATES(
            "srcTrustCertificates",
            Form.text(),
            "",
            "PEM file of certificate authorities to trust besides the system's."),
    DEST_TRUST_CERTIFICATES("destTrustCertificates", Form.text(), "", "As `srcTrustCertificates`."),
    SRC_OPTIONS(
            "srcOptions",
            Form.text(),
            "",
            "Further settings of the source's connector: `NAME=VALUE`, with commas between them."),
    DEST_OPTIONS("destOptions", Form.text(), "", "As `srcOptions`."),
    OVERWRITE(
            "overwrite",
            Form.choice("never", "always", "different", "newer", "fail"),
            "",
            "What to do with an object that the destination has. Blank: see `isSkipExistFile`."),
    INCLUDE(
            "include",
            Form.text(),
            "",
            "Takes only objects whose names (keys without `srcPrefix`) match one of these globs, with"
                    + " commas between them; see above. Blank: all."),
    EXCLUDE("exclude", Form.text(), "", "Leaves out objects whose names match one of these globs."),
    INCLUDE_REGEX(
            "includeRegex",
            Form.text(),
            "",
            "Takes objects in whose names this regular expression is found, besides those of"
                    + " `include`."),
    EXCLUDE_REGEX(
            "excludeRegex",
            Form.text(),
            "",
            "Leaves out objects in whose names this regular expression is found."),
    IMPORT_SINCE_SLACK(
            "importSinceSlack",
            Form.number(0, 315_360_000),
            "604800",
            "With `importSince=auto`: how many seconds before the last run's start to begin, where"
                    + " the open multipart uploads of the source could not be listed."),
    IMPORT_UNTIL(
            "importUntil",
            Form.number(0, Long.MAX_VALUE),
            "0",
            "Takes only objects modified at this time or earlier; seconds since 1970, 0 for all."),
    MIN_SIZE("minSize", Form.size(0, 1L << 50), "0", "Takes only objects of this size or more."),
    MAX_SIZE(
            "maxSize",
            Form.size(0, 1L << 50),
            "",
            "Takes only objects of this size or less. Blank: all."),
    STORAGE_CLASSES(
            "storageClasses",
            Form.text(),
            "",
            "Takes only objects of these storage classes, as the source's listing names them, with"
                    + " commas between them: `STANDARD,STANDARD_IA`. Blank: all."),
    INPUT_LIST(
            "inputList",
            Form.text(),
            "",
            "A list of the objects to take, instead of all that the source lists: a file, a folder"
                    + " of them, or `s3://BUCKET/KEY` or `oss://BUCKET/KEY`; see above."),
    INPUT_LIST_FORM(
            "inputListForm",
            Form.choice(InputListValues.FORMS.toArray(String[]::new)),
            "auto",
            "How `inputList` is written: `csv` with a line of column names, `s3-batch`, which is"
                    + " `bucket,key`, or `inventory`, a `manifest.json`. `auto` sees."),
    LIST_FIRST(
            "listFirst",
            Form.flag(),
            "false",
            "Lists the source whole before anything is copied, in one row, and sorts its keys here:"
                    + " for a store that does not list in their order. A store that is seen not to"
                    + " do so is listed like this by itself."),
    KEY_REWRITE(
            "keyRewrite",
            Form.text(),
            "",
            "Gives objects other names at the destination: rules `strip:PREFIX`, `add:PREFIX` and"
                    + " `s/REGEX/REPLACEMENT/`, with blanks between them; see above."),
    METADATA_POLICY(
            "metadataPolicy",
            Form.choice("rename", "drop", "fail"),
            "rename",
            "What to do with user metadata whose name the destination does not accept."),
    ATTEMPTS(
            "attempts",
            Form.number(1, 100),
            "5",
            "How often an object or part is tried before it fails."),
    TRANSFERS_IN_FLIGHT(
            "transfersInFlight",
            Form.number(1, 4096),
            "",
            "Objects and parts that one machine copies at once. Blank: `workerTaskThreadNum`."),
    MOVERS("movers", Form.number(1, 256), "2", "Movers of one machine; they share its transfers."),
    COUNT_AHEAD(
            "countAhead",
            Form.flag(),
            "true",
            "A run that lasts longer than ten seconds lists the source a second time, ahead of"
                    + " itself, to tell how much is left and when it will be done: about one request"
                    + " for a thousand objects. `false`: it does not.");

    private static final Map<String, JobKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(JobKey::key, Function.identity()));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // a record whose only list is made by List.of
    private final Form form;

    private final String defaultValue;
    private final String meaning;

    JobKey(String key, Form form, String defaultValue, String meaning) {
        this.key = key;
        this.form = form;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** As it stands in a file. */
    String key() {
        return key;
    }

    Form form() {
        return form;
    }

    /** The value when the key is not there or blank. */
    String defaultValue() {
        return defaultValue;
    }

    /** A sentence for the manual, in Markdown. */
    String meaning() {
        return meaning;
    }

    boolean isSecret() {
        return form.kind() == Form.Kind.SECRET;
    }

    static @Nullable JobKey find(String key) {
        return BY_KEY.get(key);
    }

    /** The key that is written most like this one. */
    static JobKey nearest(String key) {
        JobKey nearest = JOB_NAME;
        int least = Integer.MAX_VALUE;
        for (JobKey candidate : values()) {
            int distance = Spelling.distance(key, candidate.key);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
