package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.UploadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartLayoutTest {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final UploadLimits OSS =
            new UploadLimits(5 * GIB, 100 << 10, 5 * GIB, 10_000, 10_000 * 5 * GIB);

    @ParameterizedTest(name = "{0} bytes: parts of {1} MiB, {2} of them")
    @CsvSource({
        "33554433, 16, 3", // just above the threshold of 32 MiB
        "5368709121, 16, 321", // 5 GiB and a byte
        "167772160000, 16, 10000", // as many as may be
        "167772160001, 17, 9412", // one byte more
        "53687091200000, 5120, 10000" // the largest object of OSS
    })
    void partsGrowWhereTenThousandWouldNotDo(long size, long partMib, int count) {
        PartLayout layout = PartLayout.of(size, CopySettings.DEFAULT, OSS);

        assertThat(PartLayout.isWanted(size, CopySettings.DEFAULT, OSS)).isTrue();
        assertThat(PartLayout.isPossible(size, CopySettings.DEFAULT, OSS)).isTrue();
        assertThat(layout.partSizeBytes()).isEqualTo(partMib * MIB);
        assertThat(layout.count()).isEqualTo(count);
    }

    @Test
    void rangesCoverTheObjectWithoutGaps() {
        PartLayout layout = new PartLayout(2501, 1000);

        assertThat(layout.range(1)).isEqualTo(new ByteRange(0, 1000));
        assertThat(layout.range(2)).isEqualTo(new ByteRange(1000, 1000));
        assertThat(layout.range(3)).isEqualTo(new ByteRange(2000, 501));
        assertThat(layout.count()).isEqualTo(3);
    }

    @Test
    void smallAndEmptyObjectsTravelWhole() {
        assertThat(PartLayout.isWanted(0, CopySettings.DEFAULT, OSS)).isFalse();
        assertThat(PartLayout.isWanted(32 * MIB, CopySettings.DEFAULT, OSS)).isFalse();
    }

    @Test
    void anObjectThatTheDestinationCannotHoldIsNotPossible() {
        assertThat(PartLayout.isPossible(OSS.maxObject() + 1, CopySettings.DEFAULT, OSS)).isFalse();
    }

    @Test
    void smallPartsGrowToTheLeastThatTheDestinationTakes() {
        CopySettings tiny =
                new CopySettings(10, 20, 1, 1, 1, CopySettings.DEFAULT.metadataPolicy(), 0);

        assertThat(PartLayout.of(GIB, tiny, OSS).partSizeBytes()).isEqualTo(MIB);
        assertThat(PartLayout.of(MIB, tiny, OSS).partSizeBytes()).isEqualTo(100 << 10);
    }
}
