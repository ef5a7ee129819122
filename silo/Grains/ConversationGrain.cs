using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;

namespace Selvedge.Grains;

/// <summary>What is said about one subject.</summary>
public sealed class ConversationGrain(ActorServices services)
    : EventSourcedGrain<Conversation, ConversationCommand, ConversationEvent, ConversationState>(services, StoredKinds.Conversation), IConversationGrain
{
    public Task<Verdict> Say(Asked<NewComment> asked) =>
        ExecuteAsync(asked.Header, new ConversationCommand.Say(ConversationSubject.Of(this.GetPrimaryKeyString()), asked.Command));

    public Task<Verdict> Edit(Asked<CommentEdit> asked) => ExecuteAsync(asked.Header, new ConversationCommand.Edit(asked.Command));

    public Task<Verdict> Retract(Asked<CommentRetraction> asked) => ExecuteAsync(asked.Header, new ConversationCommand.Retract(asked.Command));

    public Task<Verdict> Acknowledge(Asked<Acknowledgement> asked) => ExecuteAsync(asked.Header, new ConversationCommand.Acknowledge(asked.Command));

    public async Task<ConversationView> Read()
    {
        await CatchUpAsync();
        return new ConversationView(State.Comments, Version);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(ConversationCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
