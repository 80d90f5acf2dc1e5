package org.apache.hadoop.io;

/** An empty one, for classes of ORC that are loaded as this; nothing here calls its methods. */
public interface Writable {}
