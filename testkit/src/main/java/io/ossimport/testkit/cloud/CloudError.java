package io.ossimport.testkit.cloud;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal, with the status and code that the real service gives. */
final class CloudError extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    CloudError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Adds an element to the error's XML. */
    CloudError with(String element, String text) {
        details.put(element, text);
        return this;
    }

    /** Adds a header to the answer. */
    CloudError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> details() {
        return details;
    }

    Map<String, String> headers() {
        return headers;
    }

    static CloudError noSuchKey(String key) {
        return new CloudError(404, "NoSuchKey", "The specified key does not exist.")
                .with("Key", key);
    }

    static CloudError noSuchBucket(String bucket) {
        return new CloudError(404, "NoSuchBucket", "The specified bucket does not exist")
                .with("BucketName", bucket);
    }

    static CloudError noSuchUpload(String uploadId) {
        return new CloudError(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the"
                                + " upload may have been aborted or completed.")
                .with("UploadId", uploadId);
    }

    static CloudError preconditionFailed(String condition) {
        return new CloudError(
                        412,
                        "PreconditionFailed",
                        "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    static CloudError malformedXml() {
        return new CloudError(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our"
                        + " published schema");
    }

    static CloudError notImplemented(String what) {
        return new CloudError(
                        501,
                        "NotImplemented",
                        "A header or query you provided implies functionality that is not"
                                + " implemented.")
                .with("Header", what);
    }
}
