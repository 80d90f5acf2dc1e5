package io.ossimport.testkit.fault;

import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Puts a {@link FaultPoint} before each call of this JVM that opens, reads, writes, moves or
 * removes a file, or uses a socket of Netty's epoll transport, until it is closed. Stand-ins speak
 * through Java's own sockets, which stay as they are.
 */
public final class FaultAgent implements AutoCloseable {

    private static final String[] IN_BOOTSTRAP = {
        "io/ossimport/testkit/fault/FaultPoint.class",
        "io/ossimport/testkit/fault/FaultPoint$Judge.class"
    };

    // Told apart from sockets by its type: so a crash can end the engine as it ends a process.
    private static final String ENGINE = "org.apache.flink.runtime.minicluster.MiniCluster";

    private final Instrumentation instrumentation;
    private final ResettableClassFileTransformer changes;

    private FaultAgent(Instrumentation instrumentation, ResettableClassFileTransformer changes) {
        this.instrumentation = instrumentation;
        this.changes = changes;
    }

    /** Changes the classes. To be called before {@link FaultPoint} is used by anybody. */
    public static FaultAgent install() throws IOException {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        Path jar = Files.createTempFile("fault-point", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : IN_BOOTSTRAP) {
                out.putNextEntry(new JarEntry(name));
                copy(name, out);
            }
        }
        jar.toFile().deleteOnExit();
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
        if (FaultPoint.class.getClassLoader() != null) {
            throw new IllegalStateException("FaultPoint was used before the agent was installed");
        }
        return new FaultAgent(instrumentation, change(instrumentation));
    }

    private static void copy(String name, OutputStream to) throws IOException {
        try (InputStream from = FaultAgent.class.getClassLoader().getResourceAsStream(name)) {
            Objects.requireNonNull(from).transferTo(to);
        }
    }

    private static ResettableClassFileTransformer change(Instrumentation instrumentation) {
        return new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(none())
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(named("sun.nio.fs.UnixFileSystemProvider"))
                .transform(
                        advice(
                                OnPath.class,
                                namedOneOf("createDirectory", "newDirectoryStream", "move", "copy")
                                        .or(named("implDelete"))))
                .transform(advice(OnOpen.class, namedOneOf("newByteChannel", "newFileChannel")))
                .type(named("sun.nio.fs.UnixSecureDirectoryStream"))
                .transform(
                        advice(OnPath.class, namedOneOf("deleteFile", "deleteDirectory", "move")))
                .transform(advice(OnOpen.class, named("newByteChannel")))
                .type(named("sun.nio.ch.FileChannelImpl"))
                .transform(
                        advice(
                                OnBuffer.class,
                                namedOneOf("read", "write")
                                        .and(takesArgument(0, ByteBuffer.class))))
                .transform(
                        advice(
                                OnChannel.class,
                                namedOneOf("force", "truncate", "tryLock", "lock")
                                        .and(not(takesArguments(0)))))
                .type(named("java.io.FileInputStream"))
                .transform(advice(OnOpenStream.class, named("open").and(takesArguments(1))))
                .transform(advice(OnRead.class, named("read").and(takesArguments(3))))
                .type(named("java.io.FileOutputStream"))
                .transform(advice(OnCreateStream.class, named("open").and(takesArguments(2))))
                .transform(advice(OnAppend.class, named("write").and(takesArguments(3))))
                .type(named("java.io.File"))
                .transform(advice(OnFile.class, namedOneOf("mkdir", "delete", "renameTo")))
                .type(named("io.netty.channel.unix.FileDescriptor"))
                .transform(advice(OnSend.class, named("writeAddress")))
                .transform(advice(OnSendMany.class, named("writevAddresses")))
                .transform(advice(OnReceive.class, named("readAddress")))
                .type(named("io.netty.channel.unix.Socket"))
                .transform(advice(OnSend.class, named("sendAddress")))
                .transform(advice(OnReceive.class, named("recvAddress")))
                .transform(
                        advice(
                                OnObject.class,
                                named("connect").and(takesArguments(1)).or(named("finishConnect"))))
                .type(named(ENGINE))
                .transform(advice(OnObject.class, named("start").and(takesArguments(0))))
                .installOn(instrumentation);
    }

    private static AgentBuilder.Transformer advice(
            Class<?> advice, ElementMatcher<? super MethodDescription> methods) {
        return (builder, type, loader, module, domain) ->
                builder.visit(
                        Advice.to(advice)
                                .on(
                                        not(isNative())
                                                .and(not(isSynthetic()))
                                                .and(not(nameStartsWith("lambda$")))
                                                .and(methods)));
    }

    /** Gives the classes back as they were. */
    @Override
    public void close() {
        FaultPoint.judge = null;
        changes.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
    }

    // What follows is copied into the changed methods, and so refers to nothing but FaultPoint.

    static final class OnPath {
        private OnPath() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#m") String call, @Advice.Argument(0) Object path)
                throws IOException {
            FaultPoint.call(call.equals("implDelete") ? "delete" : call, path);
        }
    }

    static final class OnOpen {
        private OnOpen() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Object path, @Advice.Argument(1) java.util.Set<?> options)
                throws IOException {
            boolean reads =
                    !options.contains(java.nio.file.StandardOpenOption.WRITE)
                            && !options.contains(java.nio.file.StandardOpenOption.APPEND);
            FaultPoint.call(reads ? "open" : "create", path);
        }
    }

    static final class OnBuffer {
        private OnBuffer() {}

        @Advice.OnMethodEnter
        static int enter(
                @Advice.Origin("#m") String call,
                @Advice.FieldValue("path") String path,
                @Advice.Argument(0) ByteBuffer buffer)
                throws IOException {
            int all = buffer.remaining();
            int some = FaultPoint.bytes(call, path, all, 0);
            if (some == all) {
                return -1;
            }
            int limit = buffer.limit();
            buffer.limit(buffer.position() + some);
            return limit;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter int limit, @Advice.Argument(0) ByteBuffer buffer) {
            if (limit > 0) {
                buffer.limit(limit);
            }
        }
    }

    static final class OnChannel {
        private OnChannel() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#m") String call, @Advice.FieldValue("path") String path)
                throws IOException {
            FaultPoint.call(call, path);
        }
    }

    static final class OnOpenStream {
        private OnOpenStream() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) String path) throws java.io.FileNotFoundException {
            if (FaultPoint.fails("open", path)) {
                throw new java.io.FileNotFoundException(path + " (Input/output error)");
            }
        }
    }

    static final class OnCreateStream {
        private OnCreateStream() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) String path) throws java.io.FileNotFoundException {
            if (FaultPoint.fails("create", path)) {
                throw new java.io.FileNotFoundException(path + " (Input/output error)");
            }
        }
    }

    static final class OnRead {
        private OnRead() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("path") String path,
                @Advice.Argument(value = 2, readOnly = false) int length)
                throws IOException {
            if (path != null) {
                length = FaultPoint.bytes("read", path, length, 0);
            }
        }
    }

    static final class OnAppend {
        private OnAppend() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("path") String path,
                @Advice.Argument(value = 2, readOnly = false) int length)
                throws IOException {
            if (path != null) {
                length = FaultPoint.bytes("append", path, length, 0);
            }
        }
    }

    static final class OnFile {
        private OnFile() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Origin("#m") String call, @Advice.This java.io.File file) {
            return FaultPoint.fails(call, file);
        }
    }

    static final class OnSend {
        private OnSend() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object socket,
                @Advice.Argument(0) long address,
                @Advice.Argument(1) int from,
                @Advice.Argument(value = 2, readOnly = false) int to)
                throws IOException {
            to = from + FaultPoint.bytes("send", socket, to - from, address + from);
        }
    }

    static final class OnSendMany {
        private OnSendMany() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object socket,
                @Advice.Argument(0) long address,
                @Advice.Argument(value = 1, readOnly = false) int count)
                throws IOException {
            count = FaultPoint.bytes("sendMany", socket, count, address);
        }
    }

    static final class OnReceive {
        private OnReceive() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object socket,
                @Advice.Argument(1) int from,
                @Advice.Argument(value = 2, readOnly = false) int to)
                throws IOException {
            to = from + FaultPoint.bytes("receive", socket, to - from, 0);
        }
    }

    static final class OnObject {
        private OnObject() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#m") String call, @Advice.This Object object)
                throws IOException {
            FaultPoint.call(call, object);
        }
    }
}
