package io.ossimport.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChecksumTest {

    private static final Checksum CHECK =
            new Checksum(ChecksumAlgorithm.CRC64_XZ, "995dc9bbdf1939fa");

    @Test
    void decimalIsUnsigned() {
        assertThat(CHECK.asUnsignedDecimal()).isEqualTo("11051210869376104954");
        assertThat(Checksum.ofUnsignedDecimal(ChecksumAlgorithm.CRC64_XZ, "11051210869376104954"))
                .isEqualTo(CHECK);
        assertThat(Checksum.ofUnsignedDecimal(ChecksumAlgorithm.CRC64_XZ, "0").hex())
                .isEqualTo("0000000000000000");
    }

    @Test
    void decimalThatIsNoUnsignedLongIsRefused() {
        for (String wrong : new String[] {"", "-1", "+1", "18446744073709551616", "0x1", " 1"}) {
            assertThatThrownBy(() -> Checksum.ofUnsignedDecimal(ChecksumAlgorithm.CRC64_XZ, wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void base64GoesBothWays() {
        assertThat(CHECK.asBase64()).isEqualTo("mV3Ju98ZOfo=");
        assertThat(Checksum.ofBase64(ChecksumAlgorithm.CRC64_XZ, "mV3Ju98ZOfo=")).isEqualTo(CHECK);
        assertThatThrownBy(() -> Checksum.ofBase64(ChecksumAlgorithm.CRC32C, "mV3Ju98ZOfo="))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valueOfWrongLengthOrUpperCaseIsRefused() {
        for (String wrong : new String[] {"995dc9bb", "995DC9BBDF1939FA", "995dc9bbdf1939f "}) {
            assertThatThrownBy(() -> new Checksum(ChecksumAlgorithm.CRC64_XZ, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
