namespace Selvedge.Journal;

/// <summary>
/// The journal cannot answer now: the database is away or full, or an outcome stayed unknown for <see cref="JournalOptions.UnknownOutcomeLimit"/>.
/// Nothing is known to have been lost; sending again with the same command id is safe.
/// </summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
