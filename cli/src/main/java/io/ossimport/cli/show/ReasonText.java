package io.ossimport.cli.show;

import io.ossimport.core.outcome.Reason;

/** What a reason in the lists means, and what to do about it where something can be done. */
public final class ReasonText {

    private ReasonText() {}

    /** One sentence, or two. */
    // Without a default: a new reason does not compile until it is explained here.
    public static String of(Reason reason) {
        return switch (reason) {
            case NEW -> "The destination did not have it.";
            case REPLACED ->
                    "The destination had something else under this key, or the policy is to"
                            + " overwrite always.";
            case CHANGED ->
                    "It changed at the source after it was listed, and the new version was copied.";
            case SAME ->
                    "The destination has the same content already, by size and by checksum or time.";
            case EXISTS ->
                    "The destination has an object of this key, and the policy is never to replace;"
                            + " choose another policy to replace it (overwrite).";
            case NOT_NEWER ->
                    "The destination's object is as new or newer, and the policy is to replace older"
                            + " ones only; choose another policy to replace it (overwrite).";
            case FILTERED ->
                    "It is outside the job's filters; widen them to copy it (include, exclude,"
                            + " importSince and the like).";
            case SOURCE_GONE ->
                    "It was deleted at the source after it was listed, so there is nothing to copy.";
            case SYMLINK ->
                    "It is a symbolic link; to copy what it points to, let the job follow links.";
            case FOLDER_MARKER ->
                    "It marks a folder and cannot be read; the objects below it are copied by"
                            + " themselves.";
            case KEY_LEADING_SLASH ->
                    "The destination takes no key that begins with a slash; set a destination prefix,"
                            + " or rename it at the source.";
            case KEY_TOO_LONG ->
                    "The key is longer than the destination allows; shorten it at the source, or"
                            + " shorten the destination prefix.";
            case KEY_UNSAFE_PATH ->
                    "As a path the key would lead out of the destination's folder; rename it at the"
                            + " source, or copy to a bucket.";
            case KEY_INVALID ->
                    "The destination takes no key of this form; rename it at the source.";
            case KEY_RESERVED ->
                    "The destination keeps this name for itself; rename it at the source.";
            case KEY_COLLISION ->
                    "Another object has the same key at the destination; rename one of them.";
            case FILE_DIR_CONFLICT ->
                    "The destination would need a file and a folder of the same name; rename one of"
                            + " them, or copy to a bucket.";
            case NAME_NOT_UTF8 ->
                    "The name is not UTF-8, which the destination needs; rename it at the source.";
            case METADATA_ILLEGAL ->
                    "Its metadata has characters that the destination does not take; change them at"
                            + " the source.";
            case METADATA_TOO_LARGE ->
                    "Its metadata is more than the destination takes; shorten it at the source.";
            case METADATA_NAME ->
                    "A name in its metadata is one that the destination does not take; rename it at"
                            + " the source.";
            case OBJECT_TOO_LARGE ->
                    "It is larger than the destination, or its number of parts, allows; use larger"
                            + " parts (multipartUploadPartSize) or split the object.";
            case SOURCE_ARCHIVED ->
                    "It is archived at the source; restore it there, wait until that is done, and run"
                            + " the job again.";
            case SOURCE_SSEC ->
                    "It is encrypted with a customer's key that this job does not have; copy it by"
                            + " other means.";
            case SOURCE_MISSING ->
                    "The job's input list names it, and the source does not have it, or does not show it"
                            + " to this access key; look whether it was deleted since the list was"
                            + " made.";
            case SOURCE_CHANGING ->
                    "It kept changing at the source while it was read; run the job again when it is"
                            + " at rest.";
            case SOURCE_DENIED ->
                    "The source does not let this access key read it; grant the right to read the"
                            + " object (and its key of encryption), and run the job again.";
            case SOURCE_UNREADABLE ->
                    "The source lists it but cannot give it; look at it there, and run the job again.";
            case SPECIAL_FILE ->
                    "It is a device, pipe or socket, which has no content to copy; nothing needs to be"
                            + " done.";
            case SOURCE_CHECKSUM_MISMATCH ->
                    "What was read does not have the checksum that the source keeps; the object may be"
                            + " damaged there: read it by other means, and compare.";
            case SOURCE_ERROR ->
                    "The source failed in each attempt; run the job again, and when it stays so, give"
                            + " the request ids to its support.";
            case EXISTS_DIFFERENT ->
                    "The destination has something else under this key, and the policy is to fail;"
                            + " decide which is right, then remove the other or choose another"
                            + " policy (overwrite).";
            case DEST_IMMUTABLE ->
                    "The destination has an object of this key that must not be replaced (retention,"
                            + " or no overwriting); lift that rule, or copy to another prefix.";
            case DEST_DENIED ->
                    "The destination does not let this access key write it; grant the right to put"
                            + " objects, and run the job again.";
            case DEST_CHECKSUM_MISMATCH ->
                    "What the destination has stored does not have the checksum of what was sent; run"
                            + " the job again, and do not rely on the object there until then.";
            case DEST_ERROR ->
                    "The destination failed in each attempt; run the job again, and when it stays so,"
                            + " give the request ids to its support.";
            case STOPPED ->
                    "The job ended because of a whole store before this object's turn; resume it.";
        };
    }
}
