package io.ossimport.wire.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallXmlTest {

    @Test
    void readsAnError() throws Exception {
        XmlElement root =
                SmallXml.parse(
                        "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>a &lt; b</Message></Error>"
                                .getBytes(UTF_8));
        assertThat(root.name()).isEqualTo("Error");
        assertThat(root.text("Code")).isEqualTo("NoSuchKey");
        assertThat(root.text("Message")).isEqualTo("a < b");
        assertThat(root.text("Region")).isEmpty();
    }

    @Test
    void anExternalEntityIsNotRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "canary");
        String document =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><b>&x;</b></a>";
        assertThatThrownBy(() -> SmallXml.parse(document.getBytes(UTF_8)))
                .isInstanceOf(BadXmlException.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>",
                "<a>&undeclared;</a>",
                "<a>&#0;</a>",
                "<a>&#+65;</a>",
                "<a>&#xD800;</a>",
                "<a>&#x110000;</a>",
                "<a>&#;</a>",
                "<a>text<b/></a>",
                "<a><b/>text</a>",
                "<a><!--><b/>--",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"
            })
    void refusesWhatIsNotWellFormedOrHasADocumentType(String document) {
        assertThatThrownBy(() -> SmallXml.parse(document.getBytes(UTF_8)))
                .isInstanceOf(BadXmlException.class);
    }

    @Test
    void refusesElementsThatLieTooDeep() {
        String document = "<a>".repeat(21) + "</a>".repeat(21);
        assertThatThrownBy(() -> SmallXml.parse(document.getBytes(UTF_8)))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void refusesDocumentsThatAreTooLarge() {
        assertThatThrownBy(() -> SmallXml.parse(new byte[SmallXml.MAX_BYTES + 1]))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void refusesTextThatIsTooLong() throws Exception {
        String longest = "x".repeat(SmallXml.MAX_TEXT_BYTES);
        assertThat(SmallXml.parse(("<a>" + longest + "</a>").getBytes(UTF_8)).text())
                .isEqualTo(longest);
        for (String more : new String[] {"x", "&amp;", "&#x4E2D;", "<![CDATA[x]]>"}) {
            String document = "<a>" + longest + more + "</a>";
            assertThatThrownBy(() -> SmallXml.parse(document.getBytes(UTF_8)))
                    .isInstanceOf(BadXmlException.class)
                    .hasMessageContaining("text of more");
        }
    }

    @Test
    void refusesTooManyElements() {
        String document = "<a>" + "<b/>".repeat(SmallXml.MAX_ELEMENTS) + "</a>";
        assertThatThrownBy(() -> SmallXml.parse(document.getBytes(UTF_8)))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("elements");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] document = "<a>\u00e9</a>".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> SmallXml.parse(document))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("UTF-8");
    }

    /** S3 answers with such references in errors about keys that have control characters. */
    @Test
    void controlCharactersByNumberAreTaken() throws Exception {
        XmlElement root =
                SmallXml.parse("<Error><Code>A</Code><Key>b&#x1;</Key></Error>".getBytes(UTF_8));
        assertThat(root.text("Code")).isEqualTo("A");
        assertThat(root.children().get(1).text()).isEqualTo("b\u0001");
    }

    /** Servers send blanks while they put an upload together, some even before the declaration. */
    @Test
    void blanksMayStandBeforeTheDeclaration() throws Exception {
        String document = " \n <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n  <a><b>c</b></a>\n";
        assertThat(SmallXml.parse(document.getBytes(UTF_8)).text("b")).isEqualTo("c");
    }

    @Test
    void whatIsQuotedOfADocumentIsShortAndPrintable() {
        BadXmlException quoting =
                BadXmlException.quoting("odd", "\u001b[31m\u009b\n" + "x".repeat(999));
        assertThat(quoting.getMessage()).startsWith("odd:  [31m  xxx").hasSize(85);
    }
}
