package io.ossimport.transfer.simulation;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryObject;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.scan.KeyMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Both stores and everybody else who writes to them. Remembers what was ever there, by which writes
 * and outcomes are judged.
 */
final class World {

    private static final String LETTERS = "aab/é~";

    final MemoryStore source;
    final MemoryStore destination;
    final KeyMapping mapping;
    private final VirtualTime time;
    private final Random chance;
    private final Trace trace;

    /** All versions that each source object ever had, by the MD5 of their content. */
    private final Map<Key, Map<String, Content>> versions = new LinkedHashMap<>();

    /** Source keys that came or went while the job ran. */
    private final Set<Key> unsteady = new LinkedHashSet<>();

    /** Source keys whose place at the destination others wrote to. */
    private final Set<Key> meddled = new LinkedHashSet<>();

    private int made;

    World(
            MemoryStore source,
            MemoryStore destination,
            KeyMapping mapping,
            VirtualTime time,
            Random chance,
            Trace trace) {
        this.source = source;
        this.destination = destination;
        this.mapping = mapping;
        this.time = time;
        this.chance = chance;
        this.trace = trace;
    }

    /** Puts objects into both stores, within the prefixes and beside them. */
    void fill(int objects) {
        for (int i = 0; i < objects; i++) {
            Key key = mapping.sourcePrefix().append(name());
            Content content = changeSource(key);
            int there = chance.nextInt(12);
            if (there <= 1) {
                putDestination(mapping.toDestination(key), there == 0 ? content : content());
            }
        }
        for (String key : List.of("a", "ou", "out", "out.", "out/nobody's", "outer/a", "z")) {
            putDestination(Key.of(key), content());
        }
        for (String key : List.of("a", "in", "in.", "inn/a", "z")) {
            source.put(Key.of(key), content(), ObjectMetadata.NONE, time.millis());
        }
        unsteady.clear();
        meddled.clear();
    }

    private Key name() {
        StringBuilder name = new StringBuilder();
        for (int length = 1 + chance.nextInt(4); length > 0; length--) {
            name.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return Key.of(name.append(chance.nextInt(10)).toString());
    }

    /** Bytes that no other content has, in blocks of 8 that each carry its number and theirs. */
    private Content content() {
        int size = size();
        int version = ++made;
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            int word = i % 8 < 4 ? version : i / 8;
            bytes[i] = (byte) (word >> (8 * (i % 4)));
        }
        return Content.of(bytes);
    }

    private int size() {
        int kind = chance.nextInt(24);
        if (kind == 0) {
            return 1000 + chance.nextInt(4000); // enough parts for several movers
        }
        return kind <= 4 ? 200 + chance.nextInt(900) : chance.nextInt(64);
    }

    private Content changeSource(Key key) {
        MemoryObject before = source.objects().get(key);
        Content content = content();
        if (before == null) {
            unsteady.add(key);
        }
        source.put(key, content, ObjectMetadata.NONE, time.millis() - chance.nextInt(5000));
        versions.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(md5(content), content);
        return content;
    }

    private void putDestination(Key key, Content content) {
        destination.put(key, content, ObjectMetadata.NONE, time.millis());
        if (key.startsWith(mapping.destinationPrefix())) {
            meddled.add(mapping.toSource(key));
        }
    }

    /** Somebody does something to one of the stores. */
    void meddle() {
        List<Key> keys = new ArrayList<>(versions.keySet());
        Key key =
                keys.isEmpty() || chance.nextInt(10) == 0
                        ? mapping.sourcePrefix().append(name())
                        : keys.get(chance.nextInt(keys.size()));
        int what = chance.nextInt(10);
        if (what < 6) {
            trace.say("others change the source", key);
            changeSource(key);
        } else if (what < 8) {
            trace.say("others delete at the source", key);
            source.remove(key);
            unsteady.add(key);
        } else if (what < 9) {
            trace.say("others write the destination", key);
            putDestination(mapping.toDestination(key), content());
        } else {
            trace.say("others delete the copy", key);
            destination.remove(mapping.toDestination(key));
            meddled.add(key);
        }
    }

    /** Whether the key was at the source all the time. */
    boolean isSteady(Key key) {
        return versions.containsKey(key) && !unsteady.contains(key);
    }

    /** Source keys that were there all the time. */
    List<Key> steadyKeys() {
        return versions.keySet().stream().filter(this::isSteady).toList();
    }

    /** Whether others wrote to this key's place at the destination, or took its copy away. */
    boolean isMeddled(Key sourceKey) {
        return meddled.contains(sourceKey);
    }

    /** Whether the source object was ever anything else than it is. */
    boolean isConstant(Key sourceKey) {
        return isSteady(sourceKey) && versions(sourceKey).size() == 1;
    }

    /** The versions that a source object ever had, by the MD5 of their content. */
    Map<String, Content> versions(Key sourceKey) {
        return versions.getOrDefault(sourceKey, Map.of());
    }

    /** What is at the destination now in this key's place: the MD5, or nothing. */
    String copyOf(Key sourceKey) {
        MemoryObject object = destination.objects().get(mapping.toDestination(sourceKey));
        return object == null ? "nothing" : md5(object.content());
    }

    static String md5(Content content) {
        return content.checksum(ChecksumAlgorithm.MD5).hex();
    }
}
