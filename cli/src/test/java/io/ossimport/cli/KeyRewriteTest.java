package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeObject;
import io.ossimport.testkit.cloud.KeySpread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that give objects other names at the destination. */
class KeyRewriteTest {

    private static final int OBJECTS = 1_200;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Map<String, String> job;

    @BeforeEach
    void fill() {
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("logs");
        destination = clouds.oss.createBucket("logs-cn");
        for (int i = 0; i < OBJECTS; i++) {
            source.put(String.format("in/%02d-%04d", i % 10, i), bytes("content " + i));
        }
        job = clouds.s3ToOss(source, destination);
        job.put("srcPrefix", "in/");
        job.put("destPrefix", "out/");
        job.put("overwrite", "different");
        job.put("keyRewrite", "s,^(\\d\\d)-(\\d+)$,$2/$1,"); // another order than the source's
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode run(int status, String... more) throws IOException {
        String[] words = new String[more.length + 1];
        words[0] = "--json";
        System.arraycopy(more, 0, words, 1, more.length);
        Typed typed = clouds.run("logs", job, words);
        assertThat(typed.status()).as(typed.all()).isEqualTo(status);
        return Json.summary(typed.out());
    }

    private JsonNode command(String name, int status) throws IOException {
        Typed typed = Typed.command(name, clouds.write("logs", job).toString(), "--json");
        assertThat(typed.status()).as(typed.all()).isEqualTo(status);
        return Json.summary(typed.out());
    }

    private Map<String, String> renamed() {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < OBJECTS; i++) {
            expected.put(String.format("out/%04d/%02d", i, i % 10), "content " + i);
        }
        return expected;
    }

    private Map<String, String> there() {
        Map<String, String> found = new TreeMap<>();
        for (FakeObject object : destination.objects().values()) {
            found.put(object.key().toString(), new String(object.bytes(), StandardCharsets.UTF_8));
        }
        return found;
    }

    @Test
    void everyObjectArrivesUnderItsOtherNameAndOnce() throws IOException {
        JsonNode first = run(0);

        assertThat(first.get("copied").asInt()).isEqualTo(OBJECTS);
        assertThat(there()).isEqualTo(renamed());
        // whether anything is there is asked of each object, and again of those that are handed on
        assertThat(clouds.oss.requests().count("HeadObject"))
                .isBetween((long) OBJECTS, 2L * OBJECTS);
        // two pages, a look at the store and one at its open uploads
        assertThat(first.get("requests").get("source").get("LIST").asInt()).isEqualTo(4);

        source.put("in/03-0003", bytes("changed"));
        JsonNode second = run(0);
        assertThat(second.get("copied").asInt()).isEqualTo(1);
        assertThat(second.get("reasons").get("SAME").asInt()).isEqualTo(OBJECTS - 1);
        assertThat(there()).containsEntry("out/0003/03", "changed");

        JsonNode verified = command("verify", 0).get("verified");
        assertThat(verified.get("same").asInt()).isEqualTo(OBJECTS);
    }

    @Test
    void verifyFindsWhatIsMissingOrDifferentUnderOtherNames() throws IOException {
        run(0);
        destination.remove("out/0004/04");
        destination.put("out/0005/05", bytes("content X"));

        JsonNode verified = command("verify", 1).get("verified");

        assertThat(verified.get("missing").asInt()).isEqualTo(1);
        assertThat(verified.get("different").asInt()).isEqualTo(1);
        assertThat(verified.get("same").asInt()).isEqualTo(OBJECTS - 2);
    }

    @Test
    void ofObjectsThatWouldGoToOneKeyOneIsCopiedAndTheOthersFail() throws IOException {
        source.put("in/0000/00", bytes("later in the order of keys"));
        source.put("in/out-of-scope.tmp", bytes("left out"));
        source.put("in/elsewhere", bytes("alone"));
        job.put("exclude", "*.tmp");
        job.put("keyRewrite", job.get("keyRewrite") + " s,^out-of-scope.tmp$,elsewhere,");

        JsonNode summary = run(1);

        assertThat(summary.get("copied").asInt()).isEqualTo(OBJECTS + 1);
        assertThat(summary.get("reasons").get("KEY_COLLISION").asInt()).isEqualTo(1);
        assertThat(summary.get("reasons").get("FILTERED").asInt()).isEqualTo(1);
        assertThat(there()).containsEntry("out/0000/00", "content 0");
        assertThat(there()).containsEntry("out/elsewhere", "alone");
        Typed explained =
                Typed.command(
                        "explain",
                        "logs",
                        "in/0000/00",
                        "--working-dir",
                        clouds.workingDir().toString());
        assertThat(explained.out())
                .contains("KEY_COLLISION", "the rules send \"in/00-0000\" to the same key");

        JsonNode verified = command("verify", 1).get("verified");
        assertThat(verified.get("missing").asInt()).isEqualTo(1);
        assertThat(verified.get("same").asInt()).isEqualTo(OBJECTS + 1);

        JsonNode retried = command("retry", 1);
        assertThat(retried.get("listed").asInt()).isEqualTo(1);
        assertThat(retried.get("reasons").get("KEY_COLLISION").asInt()).isEqualTo(1);
        assertThat(there()).containsEntry("out/0000/00", "content 0");
    }

    @Test
    void whatFailedIsRetriedUnderItsOtherName() throws IOException {
        Key failing = Key.of("in/07-0007");
        clouds.s3.faults().on("GetObject").where(failing::equals).always().status(403, "Denied");
        assertThat(run(1).get("failed").asInt()).isEqualTo(1);
        clouds.s3.faults().clear();

        assertThat(command("retry", 0).get("copied").asInt()).isEqualTo(1);
        assertThat(there()).isEqualTo(renamed());
    }

    @Test
    void rulesThatSendAllToOneKeyAreRefusedBeforeAnythingIsCopied() throws IOException {
        FakeBucket many = clouds.s3.createBucket("many");
        many.generate(100_002, KeySpread.NUMBERED.of(100_002), 1);
        job = clouds.s3ToOss(many, destination);
        job.put("keyRewrite", "s/.*/one/");

        Typed typed = clouds.run("many", job);

        assertThat(typed.status()).as(typed.all()).isEqualTo(3);
        assertThat(typed.err())
                .contains("more than 100000 objects to places of others", "Nothing was copied");
        assertThat(destination.count()).isZero();
    }

    @Test
    void rulesMayNameTheObjectsOfAListAnew() throws IOException {
        Path list = Files.writeString(temp.resolve("list.csv"), "key\nin/01-0001\nin/02-0002\n");
        job.put("inputList", list.toString());

        assertThat(run(0).get("copied").asInt()).isEqualTo(2);
        assertThat(there().keySet()).containsExactly("out/0001/01", "out/0002/02");
    }

    @Test
    void aFolderIsCopiedUnderOtherNames() throws IOException {
        Path from = Files.createDirectories(temp.resolve("from"));
        for (String name : new String[] {"a-1", "a-2", "b-1"}) {
            Files.writeString(from.resolve(name), name);
        }
        Path to = temp.resolve("to");

        Typed typed =
                Typed.command(
                        "copy",
                        from + "/",
                        to + "/",
                        "--rewrite",
                        "s,-,/,",
                        "--rewrite",
                        "add:all/",
                        "--working-dir",
                        clouds.workingDir().toString());

        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(Files.readString(to.resolve("all/a/2"))).isEqualTo("a-2");
        assertThat(Files.readString(to.resolve("all/b/1"))).isEqualTo("b-1");
    }

    @Test
    void aRuleThatIsNoneIsRefused() throws IOException {
        job.put("keyRewrite", "s/a/$3/");
        Typed typed = clouds.run("logs", job);
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("keyRewrite", "s/a/$3/", "replacement that cannot be");

        Typed copy = Typed.command("copy", "/a/", "/b/", "--rewrite", "y/a/b/");
        assertThat(copy.status()).isEqualTo(2);
        assertThat(copy.err()).contains("y/a/b/", "is none of strip:PREFIX");
    }
}
