package io.ossimport.wire;

import static io.ossimport.wire.Unawaited.unawaited;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that move bytes. All wires of a process that ask for the same number of loops share
 * them, so that bytes can go from one wire's answer into another wire's request on one thread. The
 * threads end when the last wire is closed. Epoll where its native part loads, NIO otherwise.
 */
final class EventLoops {

    private static final int NAME_THREADS = 4;
    private static final Map<Integer, EventLoops> SHARED = new HashMap<>(); // guarded by the class

    private final int count;
    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final ThreadPoolExecutor names;
    private int users; // guarded by the class

    private EventLoops(int count) {
        this.count = count;
        IoHandlerFactory io =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("ossimport-wire", true), io);
        for (EventExecutor loop : group) {
            loops.add((EventLoop) loop);
        }
        names =
                new ThreadPoolExecutor(
                        NAME_THREADS,
                        NAME_THREADS,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(), // no longer than the connections being made
                        new DefaultThreadFactory("ossimport-names", true));
        names.allowCoreThreadTimeOut(true);
    }

    /** The loops of that number; every call is to be answered by one {@link #release}. */
    static synchronized EventLoops acquire(int count) {
        EventLoops shared = SHARED.computeIfAbsent(count, EventLoops::new);
        shared.users++;
        return shared;
    }

    void release() {
        synchronized (EventLoops.class) {
            if (--users > 0) {
                return;
            }
            SHARED.remove(count);
        }
        names.shutdown();
        unawaited(group.shutdownGracefully(0, 5, TimeUnit.SECONDS));
    }

    List<EventLoop> loops() {
        return loops;
    }

    /** Where calls that block are made: finding addresses, reading certificates. */
    Executor names() {
        return names;
    }

    static SocketChannel newChannel() {
        return Epoll.isAvailable() ? new EpollSocketChannel() : new NioSocketChannel();
    }
}
