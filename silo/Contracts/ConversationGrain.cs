using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Conversations;

namespace Selvedge.Contracts;

/// <summary>What is said about one subject, by the key of <see cref="ConversationSubject"/>.</summary>
public interface IConversationGrain : IGrainWithStringKey
{
    Task<Verdict> Say(Asked<NewComment> asked);

    Task<Verdict> Edit(Asked<CommentEdit> asked);

    Task<Verdict> Retract(Asked<CommentRetraction> asked);

    Task<Verdict> Acknowledge(Asked<Acknowledgement> asked);

    /// <summary>Empty where nobody has spoken. Holds what is private to either side: shown only through the rights.</summary>
    [AlwaysInterleave]
    Task<ConversationView> Read();
}
