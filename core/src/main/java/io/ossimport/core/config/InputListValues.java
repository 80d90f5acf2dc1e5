package io.ossimport.core.config;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.InputList.Form;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The list of objects that a job takes, as users name it. */
public final class InputListValues {

    /** The words for the forms of a list. */
    public static final List<String> FORMS =
            Arrays.stream(Form.values())
                    .filter(form -> form != Form.HTTP && form != Form.SCAN)
                    .map(InputListValues::word)
                    .toList();

    private InputListValues() {}

    private static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The form that one of {@link #FORMS} names. */
    public static Form form(String word) {
        return Form.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static InputList list(JobValues values) {
        if (values.choice(JobKey.SRC_TYPE).equals("http")) {
            return httpList(values);
        }
        boolean isScan = values.flag(JobKey.LIST_FIRST) && !values.isSet(JobKey.INPUT_LIST);
        try {
            return isScan
                    ? InputList.SCAN
                    : of(
                            values.text(JobKey.INPUT_LIST),
                            form(values.choice(JobKey.INPUT_LIST_FORM)));
        } catch (InvalidConfigException e) {
            values.wrong(JobKey.INPUT_LIST, String.valueOf(e.getMessage()));
            return InputList.NONE;
        }
    }

    private static InputList httpList(JobValues values) {
        String file = values.text(JobKey.HTTP_LIST_FILE_PATH);
        if (file.isEmpty()) {
            values.wrong(
                    JobKey.HTTP_LIST_FILE_PATH, "is missing; with http it is the list of URLs");
        }
        if (values.isSet(JobKey.INPUT_LIST)) {
            values.wrong(JobKey.INPUT_LIST, "is set; with http it is httpListFilePath");
        }
        try {
            return new InputList(
                    absolute(file),
                    Form.HTTP,
                    (int) values.number(JobKey.HTTP_PREFIX_COLUMN),
                    (int) values.number(JobKey.RELATIVE_PATH_COLUMN));
        } catch (InvalidConfigException e) {
            values.wrong(JobKey.HTTP_LIST_FILE_PATH, String.valueOf(e.getMessage()));
            return InputList.NONE;
        }
    }

    /**
     * The list at {@code place}, which may be empty for none.
     *
     * @throws InvalidConfigException with a phrase that goes on after the name of the setting
     */
    public static InputList of(String place, Form form) throws InvalidConfigException {
        if (place.isEmpty()) {
            return InputList.NONE;
        }
        int scheme = place.indexOf("://");
        if (scheme < 0) {
            return new InputList(absolute(place), form);
        }
        String behind = place.substring(scheme + 3);
        boolean isObject = behind.indexOf('/') > 0 && !behind.endsWith("/");
        if (!place.matches("(?s)(s3|oss)://.*") || !isObject) {
            throw new InvalidConfigException(
                    "is \"" + place + "\"; it is a path, s3://BUCKET/KEY or oss://BUCKET/KEY");
        }
        return new InputList(place, form);
    }

    private static String absolute(String path) throws InvalidConfigException {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new InvalidConfigException("is no path: " + e.getReason(), e);
        }
    }
}
