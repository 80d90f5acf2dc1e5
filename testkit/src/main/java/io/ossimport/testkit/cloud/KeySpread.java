package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;

/**
 * How the keys of a bucket may be spread: even ones, and those that are hard to divide. Of each,
 * any number of keys can be made, always the same ones; none is stored.
 */
public enum KeySpread {
    /** {@code photos/000000000042.jpg} without a gap. */
    NUMBERED {
        @Override
        public KeyShape of(long count) {
            return KeyShape.numbered("photos/", 12, ".jpg");
        }
    },

    /** 32 hexadecimal digits, spread evenly. */
    HEXADECIMAL {
        @Override
        public KeyShape of(long count) {
            return index -> Key.of(hex(index, count));
        }
    },

    /** UUIDs of version 4, 36 characters. */
    UUID {
        @Override
        public KeyShape of(long count) {
            return index -> {
                StringBuilder uuid = new StringBuilder(hex(index, count));
                uuid.setCharAt(12, '4');
                uuid.setCharAt(16, 'a');
                return Key.of(
                        uuid.insert(20, '-')
                                .insert(16, '-')
                                .insert(12, '-')
                                .insert(8, '-')
                                .toString());
            };
        }
    },

    /** Times of five years to the microsecond, more and more of them. */
    TIMES {
        @Override
        public KeyShape of(long count) {
            return index -> {
                StringBuilder key = new StringBuilder("logs/");
                appendTime(index, count, "--T::.", key);
                append(index, 9, key.append('-'));
                return Key.of(key.toString());
            };
        }
    },

    /** The same with a folder for each year, month, day, hour and minute. */
    TIME_FOLDERS {
        @Override
        public KeyShape of(long count) {
            return index -> {
                StringBuilder key = new StringBuilder("logs/");
                appendTime(index, count, "/////.", key);
                append(index, 9, key.append('-'));
                return Key.of(key.append(".json").toString());
            };
        }
    },

    /** One prefix has 19 of 20 keys, spread evenly. */
    HOT_PREFIX {
        @Override
        public KeyShape of(long count) {
            long beside = count / 40;
            long hot = count - 2 * beside;
            return index -> {
                if (index < beside) {
                    return Key.of(append(index, 10, new StringBuilder("archive/")).toString());
                }
                return index < beside + hot
                        ? Key.of("hot/" + hex(index - beside, hot))
                        : Key.of(
                                append(index - beside - hot, 10, new StringBuilder("misc/"))
                                        .toString());
            };
        }
    },

    /** 1,000 users, of which the n-th has an n-th of the first one's share. */
    ZIPF {
        @Override
        public KeyShape of(long count) {
            return zipf(count);
        }
    },

    /** Names in Chinese characters, some thousand of them, with numbered pictures each. */
    CHINESE {
        @Override
        public KeyShape of(long count) {
            int[] family = SURNAMES.codePoints().sorted().toArray();
            int[] given = GIVEN_NAMES.codePoints().sorted().toArray();
            long each = count / ((long) family.length * given.length) + 1;
            return index -> {
                long person = index / each;
                StringBuilder key = new StringBuilder("照片/");
                key.appendCodePoint(family[(int) (person / given.length)]);
                key.appendCodePoint(given[(int) (person % given.length)]).append('/');
                return Key.of(append(index % each, 7, key).append(".jpg").toString());
            };
        }
    },

    /** 8,000 partitions of a table, whose names differ after a hundred characters. */
    LONG_PREFIXES {
        @Override
        public KeyShape of(long count) {
            long each = count / 8000 + 1;
            return index -> {
                long partition = index / each;
                StringBuilder key = new StringBuilder("data/warehouse/prod/hive/external/");
                key.append("customer_events.db/table_name_is_long_");
                append(partition / 400, 2, key).append("/region=cn-hangzhou/partition_date=2024");
                append(partition % 400, 3, key).append("/part-");
                key.append(hex(index % each, each)).append(".c000.snappy.parquet");
                return Key.of(key.toString());
            };
        }
    };

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private static final String GIVEN_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国文辉力永健世广志义兴良海山仁波宁贵福生龙元";

    private static final long BEGIN_SECONDS =
            Instant.parse("2019-01-01T00:00:00Z").getEpochSecond();
    private static final double FIVE_YEARS_MICROS = 5 * 365 * 86_400e6;

    /**
     * The keys of a bucket of {@code count} objects.
     *
     * @param count up to 10^9
     */
    public abstract KeyShape of(long count);

    /** 32 hexadecimal digits, of which those of a larger index are larger. */
    private static String hex(long index, long count) {
        long step = Long.divideUnsigned(-1L, count);
        long within = Long.remainderUnsigned(mixed(index), step);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(index * step + within) + hex.toHexDigits(mixed(index * 31));
    }

    // The finalizer of SplitMix64: "Fast splittable pseudorandom number generators", OOPSLA 2014.
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static StringBuilder append(long number, int digits, StringBuilder text) {
        String plain = Long.toString(number);
        return text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }

    /**
     * @param separators behind year, month, day, hour, minute and second
     */
    private static void appendTime(long index, long count, String separators, StringBuilder text) {
        long micros = (long) (Math.sqrt((double) index / count) * FIVE_YEARS_MICROS);
        long seconds = BEGIN_SECONDS + micros / 1_000_000;
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        int[] fields = {
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond()
        };
        for (int i = 0; i < fields.length; i++) {
            append(fields[i], i == 0 ? 4 : 2, text).append(separators.charAt(i));
        }
        append(micros % 1_000_000, 6, text);
    }

    private static KeyShape zipf(long count) {
        Random random = new Random(5);
        TreeSet<String> sorted = new TreeSet<>();
        while (sorted.size() < 1000) {
            sorted.add(
                    random.ints(4 + random.nextInt(7), 'a', 'z' + 1)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString());
        }
        String[] names = sorted.toArray(new String[0]);
        double[] shares = new double[names.length];
        int[] ranks = random.ints(0, Integer.MAX_VALUE).distinct().limit(names.length).toArray();
        int[] order = ranks.clone();
        Arrays.sort(order);
        for (int i = 0; i < names.length; i++) {
            shares[i] = 1.0 / (1 + Arrays.binarySearch(order, ranks[i]));
        }
        double whole = Arrays.stream(shares).sum();
        long[] begins = new long[names.length];
        double before = 0;
        for (int i = 0; i < names.length; i++) {
            begins[i] = (long) (before / whole * count);
            before += shares[i];
        }
        return index -> {
            int found = Arrays.binarySearch(begins, index);
            int user = found >= 0 ? found : -found - 2;
            StringBuilder key = new StringBuilder("user-").append(names[user]).append("/IMG_");
            return Key.of(append(index - begins[user], 8, key).append(".jpg").toString());
        };
    }
}
