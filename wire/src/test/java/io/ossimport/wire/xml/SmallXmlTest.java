package io.ossimport.wire.xml;

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
                "<a>&undeclared;</a>"
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
}
