using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>What every actor of a node shares.</summary>
public sealed record ActorServices(Journal.Journal Journal, Feed Feed, Knowledge Knowledge, TimeProvider Time);
