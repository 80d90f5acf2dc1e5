package io.ossimport.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DigestTest {

    private static final long SEED = 20261122;

    // The check values of the CRC catalogue (reveng.sourceforge.io) and of RFC 1321 and FIPS 180.
    @ParameterizedTest
    @CsvSource({
        "CRC64_XZ, 995dc9bbdf1939fa",
        "CRC64_NVME, ae8b14860a799888",
        "CRC32C, e3069283",
        "CRC32, cbf43926",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    })
    void checkValueIsThePublishedOne(ChecksumAlgorithm algorithm, String hex) {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(of(algorithm, ByteBuffer.wrap(digits)).hex()).isEqualTo(hex);
        assertThat(of(algorithm, direct(digits)).hex()).isEqualTo(hex);
    }

    @Test
    void crc64OfOssHasTheValuesThatOssSends() {
        assertThat(ossValue(new byte[0])).isEqualTo("0");
        assertThat(ossValue(new byte[] {'a'})).isEqualTo("3675645893302102789");
        assertThat(ossValue(new byte[1024])).isEqualTo("14085117335336199948");
        byte[] ones = new byte[1024];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(ossValue(ones)).isEqualTo("4078720763432821471");
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void noBytesGiveTheChecksumOfNothing(ChecksumAlgorithm algorithm) {
        Digest digest = Digest.of(algorithm);
        digest.update(ByteBuffer.allocate(0));
        digest.update(ByteBuffer.allocateDirect(0));
        assertThat(digest.value()).isEqualTo(Digest.of(algorithm).value());
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void updateTakesPositionToLimitAndMovesThePosition(ChecksumAlgorithm algorithm) {
        byte[] bytes = random(300);
        Checksum expected = of(algorithm, ByteBuffer.wrap(bytes, 7, 200).slice());
        for (ByteBuffer buffer : List.of(ByteBuffer.wrap(bytes.clone()), direct(bytes))) {
            buffer.position(7).limit(207);
            assertThat(of(algorithm, buffer)).isEqualTo(expected);
            assertThat(buffer.position()).isEqualTo(207);
            assertThat(buffer.limit()).isEqualTo(207);
        }
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void readOnlyBuffersAndSlicesGiveTheSame(ChecksumAlgorithm algorithm) {
        byte[] bytes = random(1000);
        Checksum expected = of(algorithm, ByteBuffer.wrap(bytes, 100, 500));
        assertThat(of(algorithm, direct(bytes).slice(100, 500).asReadOnlyBuffer()))
                .isEqualTo(expected);
        assertThat(of(algorithm, ByteBuffer.wrap(bytes).slice(100, 500).asReadOnlyBuffer()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyWayComputesTheSameAsBitByBit(Crc64 way, long polynomial) {
        Random random = new Random(SEED);
        byte[] bytes = random(5000);
        ByteBuffer heap = ByteBuffer.wrap(bytes);
        ByteBuffer direct = direct(bytes);
        for (int round = 0; round < 500; round++) {
            int length = random.nextInt(round < 250 ? 130 : 4000);
            int offset = random.nextInt(bytes.length - length);
            long before = random.nextLong();
            long expected = bitByBit(polynomial, before, bytes, offset, length);
            assertThat(way.update(before, heap.limit(offset + length).position(offset)))
                    .isEqualTo(expected);
            assertThat(way.update(before, direct.limit(offset + length).position(offset)))
                    .isEqualTo(expected);
        }
    }

    static Stream<Object[]> ways() {
        long xz = Polynomial.CRC64_XZ.reflected();
        long nvme = Polynomial.CRC64_NVME.reflected();
        return Stream.of(
                new Object[] {new BraidedCrc64(xz), xz},
                new Object[] {new BraidedCrc64(nvme), nvme},
                new Object[] {Crc64.of(ChecksumAlgorithm.CRC64_XZ), xz},
                new Object[] {Crc64.of(ChecksumAlgorithm.CRC64_NVME), nvme});
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MD5", "SHA1", "SHA256"})
    void combiningTwoPartsGivesTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = random(random.nextInt(3000));
            int cut = random.nextInt(bytes.length + 1);
            Checksum first = of(algorithm, ByteBuffer.wrap(bytes, 0, cut));
            Checksum second = of(algorithm, ByteBuffer.wrap(bytes, cut, bytes.length - cut));
            assertThat(Digest.combine(first, second, bytes.length - cut))
                    .as("%s bytes cut at %s", bytes.length, cut)
                    .isEqualTo(of(algorithm, ByteBuffer.wrap(bytes)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MD5", "SHA1", "SHA256"})
    void combiningIsTheSameInAnyGroupingUpToTerabytes(ChecksumAlgorithm algorithm) {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            Checksum a = of(algorithm, ByteBuffer.wrap(random(20)));
            Checksum b = of(algorithm, ByteBuffer.wrap(random(21)));
            Checksum c = of(algorithm, ByteBuffer.wrap(random(22)));
            long lengthOfB = random.nextLong(1L << 46);
            long lengthOfC = random.nextLong(1L << 46);
            Checksum leftFirst = Digest.combine(Digest.combine(a, b, lengthOfB), c, lengthOfC);
            Checksum rightFirst =
                    Digest.combine(a, Digest.combine(b, c, lengthOfC), lengthOfB + lengthOfC);
            assertThat(leftFirst).isEqualTo(rightFirst);
        }
    }

    @Test
    void combiningOverMoreThanFourGibibytesOfZerosIsRight() {
        // Doubling: the checksum of 2^33 zero bytes from that of 1 MiB, which is computed.
        Checksum zeros = of(ChecksumAlgorithm.CRC64_XZ, ByteBuffer.allocate(1 << 20));
        long length = 1 << 20;
        while (length < 1L << 33) {
            zeros = Digest.combine(zeros, zeros, length);
            length *= 2;
        }
        Checksum none = Digest.of(ChecksumAlgorithm.CRC64_XZ).value();
        assertThat(Digest.combine(none, zeros, length)).isEqualTo(zeros);
        assertThat(Digest.combine(zeros, none, 0)).isEqualTo(zeros);
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        Checksum md5 = of(ChecksumAlgorithm.MD5, ByteBuffer.allocate(1));
        Checksum crc = of(ChecksumAlgorithm.CRC32C, ByteBuffer.allocate(1));
        assertThatThrownBy(() -> Digest.combine(md5, md5, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.combine(crc, md5, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.combine(Checksum.NONE, Checksum.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.combine(crc, crc, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long bitByBit(
            long polynomial, long before, byte[] bytes, int offset, int length) {
        long crc = ~before;
        for (int i = offset; i < offset + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ polynomial : crc >>> 1;
            }
        }
        return ~crc;
    }

    private static Checksum of(ChecksumAlgorithm algorithm, ByteBuffer bytes) {
        Digest digest = Digest.of(algorithm);
        digest.update(bytes);
        return digest.value();
    }

    private static String ossValue(byte[] bytes) {
        return of(ChecksumAlgorithm.CRC64_XZ, direct(bytes)).asUnsignedDecimal();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED + length).nextBytes(bytes);
        return bytes;
    }
}
