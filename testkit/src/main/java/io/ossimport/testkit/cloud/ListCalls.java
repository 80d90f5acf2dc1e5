package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists a bucket page by page, in both versions of the call. Safe for many threads. */
final class ListCalls {

    private static final int MAX_KEYS = 1000;

    private final Vendor vendor;
    private final int maxPageSize;
    private final AtomicInteger tokens = new AtomicInteger();

    ListCalls(Vendor vendor, int maxPageSize) {
        this.vendor = vendor;
        this.maxPageSize = maxPageSize;
    }

    /** What the client asked for, whichever version of the call it used. */
    private record Asked(
            boolean version2, boolean urlEncoded, long maxKeys, String token, Page.Wish wish) {

        Asked fromTheStart() {
            return new Asked(version2, urlEncoded, maxKeys, token, wish.from(Key.EMPTY));
        }
    }

    Reply list(Call call) throws CloudError {
        ListingHabit habit = call.bucket().habit();
        Asked asked = read(call.request().query());
        if (habit != ListingHabit.ORDERED && asked.token().isEmpty()) {
            asked = asked.fromTheStart();
        }
        Fault.Page trick = call.fault(Fault.Page.class);
        Key before = call.bucket().notePage(asked.wish().after());
        if (trick == null) {
            Page page =
                    habit == ListingHabit.UNORDERED
                            ? Page.unordered(call.bucket(), asked.wish())
                            : Page.of(call.bucket(), asked.wish());
            return Reply.xml(200, write(call, asked, page, nextToken(page, asked.wish())));
        }
        return play(call, asked, before, trick.trick());
    }

    private Asked read(Query query) throws CloudError {
        boolean version2 = query.get("list-type").equals("2");
        String encoding = query.get("encoding-type");
        if (!encoding.isEmpty() && !encoding.equals("url")) {
            throw invalid(
                    "encoding-type", encoding, "Invalid Encoding Method specified in Request");
        }
        long maxKeys = query.number("max-keys", vendor.defaultPageSize());
        // S3 cuts larger numbers to 1000; OSS refuses them:
        // help.aliyun.com/en/oss/developer-reference/listobjects-v2
        boolean strict = vendor.headerPrefix().equals("x-oss-");
        if (maxKeys < 0 || (strict && (maxKeys > MAX_KEYS || maxKeys == 0))) {
            throw invalid("max-keys", query.get("max-keys"), "Argument max-keys is out of range");
        }
        int limit = (int) Math.min(maxKeys, maxPageSize);
        Key prefix = query.bytes("prefix");
        Key delimiter = query.bytes("delimiter");
        String token = version2 ? query.get("continuation-token") : "";
        Key after = query.bytes(version2 ? "start-after" : "marker");
        boolean afterPrefix =
                !version2
                        && !delimiter.isEmpty()
                        && after.length() > prefix.length()
                        && after.startsWith(prefix)
                        && endsWith(after, delimiter);
        if (version2 && query.has("continuation-token")) {
            byte[] mark = decodeToken(token);
            after = Key.ofBytes(mark, 5, mark.length);
            afterPrefix = mark[0] == 'P';
        }
        return new Asked(
                version2,
                encoding.equals("url"),
                maxKeys,
                token,
                new Page.Wish(prefix, after, afterPrefix, delimiter, limit));
    }

    private static boolean endsWith(Key key, Key tail) {
        return key.dropFirst(key.length() - Math.min(key.length(), tail.length())).equals(tail);
    }

    private static CloudError invalid(String name, String value, String message) {
        return new CloudError(400, "InvalidArgument", message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /**
     * A token is opaque and new each time: kind, a number, and the last key or prefix. Those of S3
     * are in plain Base64, whose {@code +}, {@code /} and {@code =} a client must escape; those of
     * OSS are safe in URLs.
     */
    private String nextToken(Page page, Page.Wish wish) {
        if (!page.truncated()) {
            return "";
        }
        boolean isPrefix = page.prefixes().contains(page.last());
        return token(isPrefix, page.last().isEmpty() ? wish.after() : page.last());
    }

    private String token(boolean isPrefix, Key key) {
        return token(isPrefix, key, tokens.incrementAndGet());
    }

    private String token(boolean isPrefix, Key key, int number) {
        byte[] mark = new byte[5 + key.length()];
        mark[0] = (byte) (isPrefix ? 'P' : 'K');
        for (int i = 1; i < 5; i++) {
            mark[i] = (byte) (number >>> (8 * i - 8));
        }
        System.arraycopy(key.bytes(), 0, mark, 5, key.length());
        return vendor.headerPrefix().equals("x-amz-")
                ? Base64.getEncoder().encodeToString(mark)
                : Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    }

    private byte[] decodeToken(String token) throws CloudError {
        try {
            byte[] mark =
                    vendor.headerPrefix().equals("x-amz-")
                            ? Base64.getDecoder().decode(token)
                            : Base64.getUrlDecoder().decode(token);
            if (mark.length >= 5) {
                return mark;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw invalid("continuation-token", token, "The continuation token provided is incorrect");
    }

    private String write(Call call, Asked asked, Page page, String nextToken) {
        Page.Wish wish = asked.wish();
        StringBuilder xml = new StringBuilder(512 + 350 * page.objects().size());
        xml.append(Xml.PROLOG).append("<ListBucketResult").append(vendor.xmlNamespace());
        xml.append('>');
        Xml.element("Name", call.bucket().name(), xml);
        text("Prefix", wish.prefix(), asked, xml);
        if (asked.version2()) {
            if (call.request().query().has("start-after")) {
                text("StartAfter", call.request().query().bytes("start-after"), asked, xml);
            }
            if (!asked.token().isEmpty()) {
                Xml.element("ContinuationToken", asked.token(), xml);
            }
            Xml.element(
                    "KeyCount",
                    Integer.toString(page.objects().size() + page.prefixes().size()),
                    xml);
        } else {
            text("Marker", call.request().query().bytes("marker"), asked, xml);
        }
        Xml.element("MaxKeys", Long.toString(Math.min(MAX_KEYS, asked.maxKeys())), xml);
        if (!wish.delimiter().isEmpty()) {
            text("Delimiter", wish.delimiter(), asked, xml);
        }
        if (asked.urlEncoded()) {
            Xml.element("EncodingType", "url", xml);
        }
        Xml.element("IsTruncated", Boolean.toString(page.truncated()), xml);
        if (asked.version2() && !nextToken.isEmpty()) {
            Xml.element("NextContinuationToken", nextToken, xml);
        } else if (page.truncated() && !asked.version2()) {
            text("NextMarker", page.last(), asked, xml);
        }
        boolean owner =
                !asked.version2() || call.request().query().get("fetch-owner").equals("true");
        for (FakeObject object : page.objects()) {
            vendor.listEntry(object, asked.urlEncoded(), owner, xml);
        }
        for (Key prefix : page.prefixes()) {
            xml.append("<CommonPrefixes>");
            text("Prefix", prefix, asked, xml);
            xml.append("</CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private void text(String name, Key bytes, Asked asked, StringBuilder xml) {
        xml.append('<').append(name).append('>');
        vendor.listText(bytes.bytes(), asked.urlEncoded(), xml);
        xml.append("</").append(name).append('>');
    }

    private Reply play(Call call, Asked asked, Key before, PageTrick trick) throws CloudError {
        Page.Wish wish = asked.wish();
        Page page = Page.of(call.bucket(), startFor(wish, before, trick));
        String next = nextToken(page, wish);
        String anyToken = next.isEmpty() ? token(false, page.last()) : next;
        return switch (trick) {
            case DUPLICATE_ENTRY -> {
                List<FakeObject> twice = new ArrayList<>(page.objects());
                if (!twice.isEmpty()) {
                    twice.add(twice.get(0));
                }
                yield xml(call, asked, with(page, twice, page.truncated()), next);
            }
            case UNSORTED -> {
                List<FakeObject> turned = new ArrayList<>(page.objects());
                Collections.reverse(turned);
                yield xml(call, asked, with(page, turned, page.truncated()), next);
            }
            case EMPTY_TRUNCATED ->
                    xml(
                            call,
                            asked,
                            new Page(List.of(), List.of(), true, wish.after()),
                            token(wish.afterPrefix(), wish.after()));
            case SAME_TOKEN ->
                    xml(
                            call,
                            asked,
                            with(page, page.objects(), true),
                            asked.token().isEmpty() ? anyToken : asked.token());
            case MISSING_TOKEN -> xml(call, asked, with(page, page.objects(), true), "");
            case FALSE_END -> xml(call, asked, with(page, page.objects(), false), "");
            case CUT_XML -> {
                String whole = write(call, asked, page, next);
                yield Reply.xml(200, whole.substring(0, whole.length() / 2));
            }
            case EXTERNAL_ENTITY ->
                    Reply.xml(
                            200,
                            write(call, asked, page, next)
                                    .replace(
                                            Xml.PROLOG,
                                            Xml.PROLOG
                                                    + "<!DOCTYPE x [<!ENTITY name SYSTEM"
                                                    + " \"file:///etc/hostname\">]>")
                                    .replaceFirst("<Name>[^<]*", "<Name>&name;"));
            case TOKEN_LOOP_OF_2, TOKEN_LOOP_OF_3, TOKEN_LOOP_OF_4, TOKEN_LOOP_OF_5 -> {
                int number = asked.token().isEmpty() ? 0 : decodeToken(asked.token())[1] + 1;
                yield xml(
                        call,
                        asked,
                        new Page(List.of(), List.of(), true, wish.after()),
                        token(wish.afterPrefix(), wish.after(), number % trick.loop));
            }
            case INVALID_UTF8 -> {
                String[] halves = write(call, asked, page, next).split("<Key>", 2);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.writeBytes((halves[0] + "<Key>").getBytes(StandardCharsets.UTF_8));
                bytes.write(0xFF);
                bytes.writeBytes(halves[1].getBytes(StandardCharsets.UTF_8));
                yield Reply.xml(200, "").withContent(Content.of(bytes.toByteArray()));
            }
            case INVALID_CHARACTER ->
                    Reply.xml(
                            200, write(call, asked, page, next).replaceFirst("<Key>", "<Key>&#1;"));
            case FIRST_PAGE_AGAIN, DUPLICATE_PAGE, TOO_MANY_KEYS -> xml(call, asked, page, next);
        };
    }

    private static Page.Wish startFor(Page.Wish wish, Key before, PageTrick trick) {
        return switch (trick) {
            case FIRST_PAGE_AGAIN -> wish.from(Key.EMPTY);
            case DUPLICATE_PAGE -> wish.from(before);
            case TOO_MANY_KEYS ->
                    new Page.Wish(
                            wish.prefix(),
                            wish.after(),
                            wish.afterPrefix(),
                            wish.delimiter(),
                            MAX_KEYS + 1);
            default -> wish;
        };
    }

    private static Page with(Page page, List<FakeObject> objects, boolean truncated) {
        return new Page(objects, page.prefixes(), truncated, page.last());
    }

    private Reply xml(Call call, Asked asked, Page page, String nextToken) {
        return Reply.xml(200, write(call, asked, page, nextToken));
    }
}
