using Orleans;

namespace Selvedge.Domain.People;

/// <summary>Where somebody's calendar program reads their due dates, without a sign-in.</summary>
/// <param name="SecretHash">SHA-256 in hex of what its address ends with.</param>
[GenerateSerializer, Immutable, Alias("due-date-feed")]
public sealed record DueDateFeed(string SecretHash, DateTimeOffset OpenedAt);
