/** Times in milliseconds, sizes in bytes. One slow or hostile server must not hold more of the host than this. */
export const CONNECT_TIMEOUT = 10_000;
export const GREETING_TIMEOUT = 10_000;
/** Silence in the middle of a command. An idling connection is asked for a sign of life after it. */
export const SOCKET_TIMEOUT = 60_000;
/** Resolving, connecting, TLS and login together. */
export const OPEN_DEADLINE = 30_000;
/** One command that answers little: SELECT, STATUS, LIST, SEARCH. */
export const COMMAND_DEADLINE = 90_000;
/** A batch of mails, or one megabyte of a large one. */
export const FETCH_DEADLINE = 5 * 60_000;
export const LOGOUT_DEADLINE = 1_500;

/**
 * RFC 2177 wants IDLE renewed within 29 minutes; firewalls and some servers forget idle connections much sooner.
 */
export const MAX_IDLE_TIME = 4 * 60_000;
/** imapflow waits 15 s after a command by default, in which nothing new is noticed. */
export const AUTO_IDLE_DELAY = 50;
/** A changed UIDVALIDITY is not told to an open session, so no connection lives longer. */
export const MAX_CONNECTION_AGE = 20 * 3_600_000;

/** Mails up to this size are fetched many at once, larger ones alone and as a stream. */
export const SMALL_MAIL = 2 * 1024 * 1024;
export const CHUNK_MAILS = 100;
export const CHUNK_BYTES = 8 * 1024 * 1024;
export const DOWNLOAD_PIECE = 1024 * 1024;
/** The first import goes back to look for new mail after so many mails or bytes. */
export const IMPORT_MAILS = 100;
/** Where that takes less than a turn, up to so many. */
export const IMPORT_MAILS_FAST = 800;
export const IMPORT_TURN = 2_000;
export const IMPORT_BYTES = 32 * 1024 * 1024;

/** Parallel writes of raw mails: each waits for the disk. */
export const PARALLEL_WRITES = 8;

/** Lists of UIDs in one command; RFC 7162 section 4 recommends lines of at most 8192 octets. */
export const MAX_SET_LENGTH = 4_000;

export const MAX_LINE_LENGTH = 16 * 1024 * 1024;
export const MAX_LITERAL_SIZE = 32 * 1024 * 1024;
export const MAX_RESPONSE_SIZE = 40 * 1024 * 1024;
