using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Approvals;
using Command = Selvedge.Domain.Conversations.ConversationCommand;
using Event = Selvedge.Domain.Conversations.ConversationEvent;
using State = Selvedge.Domain.Conversations.ConversationState;

namespace Selvedge.Domain.Conversations;

/// <summary>
/// The rules of what is said about one subject. An actor of its own beside the subject's, so that nobody who writes is in
/// the way of somebody who works.
/// </summary>
public sealed class Conversation : IDecider<Command, Event, State>
{
    public const int KeptAtMost = 1_000;
    public const int MostCharacters = 2_000;
    public const int MostMentions = 20;
    private static readonly TimeSpan MayBeEditedFor = TimeSpan.FromMinutes(15);

    private Conversation() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State conversation, Surroundings around) => command switch
    {
        Command.Say e => Say(e.Subject, e.Comment, conversation, around.Now),
        Command.Edit e => Edit(e.Change, conversation, around.Now),
        Command.Retract e => Retract(e.Which, conversation, around.Now),
        Command.Acknowledge e => Acknowledge(e.What, conversation),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State conversation, Event happened)
    {
        var version = conversation.Version + 1;
        var next = happened switch
        {
            Event.Opened e => conversation with { Subject = e.Subject },
            Event.Commented e => Said(e.Comment),
            Event.Noted e => Said(e.Comment),
            Event.Edited e => Changed(e.Number, c => Edited(c, e.Text, e.Mentions, e.At)),
            Event.NoteEdited e => Changed(e.Number, c => Edited(c, e.Text, e.Mentions, e.At)),
            Event.Retracted e => Changed(e.Number, c => Gone(c, e.At)),
            Event.NoteRetracted e => Changed(e.Number, c => Gone(c, e.At)),
            Event.Acknowledged { Alone: true } e => conversation with { Settled = conversation.Settled.Add(new Mention(e.By, e.UpTo)) },
            Event.Acknowledged e => conversation with { Heard = With(e.By, e.UpTo) },
            _ => throw new UnreachableException(happened.GetType().Name),
        };
        return next with { Version = version };

        State Said(Comment comment) => conversation with
        {
            Comments = conversation.Comments.Add(comment), Heard = With(comment.By, comment.HeardUpTo ?? version),
        };

        State Changed(int number, Func<Comment, Comment> change) =>
            conversation with { Comments = conversation.Comments.SetItem(number - 1, change(conversation.Comments[number - 1])) };

        ImmutableArray<Heard> With(string person, int upTo) => [.. conversation.Heard.Where(h => h.Person != person), new Heard(person, upTo)];
    }

    public static DateTimeOffset? Due(State conversation) => null;

    /// <summary>Until when a comment may still be edited.</summary>
    public static DateTimeOffset EditableUntil(Comment comment) => comment.At + MayBeEditedFor;

    private static Decision<Event> Say(ConversationSubject subject, NewComment said, State conversation, DateTimeOffset now)
    {
        if (conversation.Comments.Length >= KeptAtMost)
            return new Refusal("too-many", "", $"{KeptAtMost} comments have been made here already.");
        if (said.Visibility != Visibility.Public && said.Visibility != Own(said.Side))
            return new Refusal("not-yours", "/visibility", "What is said in private is said to one's own side.");
        if (RefuseText(said.Text, said.Mentions) is { } fault)
            return fault;

        var opens = conversation.Subject is null;
        var since = conversation.Version + (opens ? 2 : 1);
        var audience = said.Audience;
        var comment = new Comment(
            conversation.Comments.Length + 1, said.By, said.Side, audience, said.Text, Mentions(said.Mentions, said.By, [], since), said.About,
            said.SaidAt < now ? said.SaidAt.Value : now,
            HeardUpTo: HeardBy(said, conversation));
        Event happened = audience.IsPrivate ? new Event.Noted(comment) : new Event.Commented(comment);
        return opens ? ImmutableArray.Create(new Event.Opened(subject), happened) : One(happened);
    }

    // Who answers has heard what they had read; what was asked of them meanwhile they have not.
    private static int? HeardBy(NewComment said, State conversation) =>
        said.Read is { } read && read < conversation.Version ? Math.Max(read, conversation.HeardUpTo(said.By)) : null;

    private static Decision<Event> Edit(CommentEdit edit, State conversation, DateTimeOffset now)
    {
        if (RefuseOther(edit.By, edit.Number, conversation, out var comment) is { } refused)
            return refused;
        if (comment.RetractedAt is not null)
            return new Refusal("retracted", "", "It was taken back.");
        if (RefuseText(edit.Text, edit.Mentions) is { } fault)
            return fault;
        var mentions = Mentions(edit.Mentions, edit.By, comment.Mentions, conversation.Version + 1);
        if (comment.Text == edit.Text && comment.Mentions.SequenceEqual(mentions))
            return ImmutableArray<Event>.Empty;
        if (now > EditableUntil(comment))
            return new Refusal("too-late", "", $"A comment can be edited for {MayBeEditedFor.TotalMinutes:0} minutes: say it anew, or take it back.");
        return One(comment.Audience.IsPrivate
            ? new Event.NoteEdited(comment.Number, edit.Text, mentions, now)
            : new Event.Edited(comment.Number, edit.Text, mentions, now, comment.Audience));
    }

    private static Decision<Event> Retract(CommentRetraction retraction, State conversation, DateTimeOffset now) =>
        RefuseOther(retraction.By, retraction.Number, conversation, out var comment) is { } refused ? refused
        : comment.RetractedAt is not null ? ImmutableArray<Event>.Empty
        : One(comment.Audience.IsPrivate ? new Event.NoteRetracted(comment.Number, now) : new Event.Retracted(comment.Number, now, comment.Audience));

    // That mention alone: of the others, older and newer, each waits for its own answer.
    private static Decision<Event> Acknowledge(Acknowledgement acknowledgement, State conversation) =>
        Find(conversation, acknowledgement.Number)?.Mentions.FirstOrDefault(m => m.Person == acknowledgement.By) is { } mention
            && conversation.IsOpen(mention)
            ? One(new Event.Acknowledged(acknowledgement.By, mention.Since, Alone: true))
            : ImmutableArray<Event>.Empty;

    private static Refusal? RefuseOther(string by, int number, State conversation, out Comment comment)
    {
        comment = Find(conversation, number)!;
        return comment is null ? new Refusal("unknown-comment", "", "There is no such comment.")
            : comment.By != by ? new Refusal("not-yours", "", "Somebody else wrote it.")
            : null;
    }

    private static Refusal? RefuseText(string text, ImmutableArray<string> mentions) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal("required", "/text", "Expected something to say.")
        : text.Length > MostCharacters ? new Refusal("too-long", "/text", $"Expected at most {MostCharacters} characters, found {text.Length}.")
        : mentions.Length > MostMentions ? new Refusal("too-many", "/mentions", $"Expected at most {MostMentions}, found {mentions.Length}.")
        : null;

    // Whoever was mentioned before is not mentioned anew by an edit.
    private static ImmutableArray<Mention> Mentions(ImmutableArray<string> people, string by, ImmutableArray<Mention> before, int since) =>
    [
        .. people.Distinct(StringComparer.Ordinal).Where(person => person != by)
            .Select(person => before.FirstOrDefault(m => m.Person == person) ?? new Mention(person, since)),
    ];

    private static Comment Edited(Comment comment, string text, ImmutableArray<Mention> mentions, DateTimeOffset at) =>
        comment with { Text = text, Mentions = mentions, EditedAt = at, Edits = comment.Edits + 1 };

    private static Comment Gone(Comment comment, DateTimeOffset at) => comment with { Text = "", Mentions = [], RetractedAt = at };

    private static Comment? Find(State conversation, int number) =>
        number >= 1 && number <= conversation.Comments.Length ? conversation.Comments[number - 1] : null;

    private static Visibility Own(Party side) => side == Party.Brand ? Visibility.Brand : Visibility.Vendor;

    private static Decision<Event> One(Event happened) => ImmutableArray.Create(happened);
}
