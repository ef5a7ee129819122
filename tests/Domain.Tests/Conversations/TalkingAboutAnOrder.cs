using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;

namespace Selvedge.Domain.Tests.Conversations;

/// <summary>Noor and Clara of the brand and Rafiq of the vendor talk about an order.</summary>
public sealed class TalkingAboutAnOrder : Spec<Conversation, ConversationCommand, ConversationEvent, ConversationState>
{
    private static readonly ConversationSubject Order = new("purchase-order", "PO-1");

    private DateTimeOffset now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private Surroundings Around => new(now, WorkingCalendars.Unknown);

    private ConversationRow Row => ConversationRow.Of(State);

    private void Say(string by, string text, Visibility visibility = Visibility.Public, params ImmutableArray<string> mentions) =>
        Say(by, text, visibility, mentions, read: null);

    private void Reply(string by, string text, int read) => Say(by, text, Visibility.Public, [], read);

    private void Say(string by, string text, Visibility visibility, ImmutableArray<string> mentions, int? read) =>
        When(new ConversationCommand.Say(Order, by == "rafiq"
            ? new NewComment(by, Party.Vendor, ["V-1"], visibility, text, mentions, null, read)
            : new NewComment(by, Party.Brand, [], visibility, text, mentions, null, read)), Around);

    private void Edit(string by, int number, string text, params ImmutableArray<string> mentions) =>
        When(new ConversationCommand.Edit(new CommentEdit(by, number, text, mentions)), Around);

    private void Retract(string by, int number) => When(new ConversationCommand.Retract(new CommentRetraction(by, number)), Around);

    private void Acknowledge(string by, int number) => When(new ConversationCommand.Acknowledge(new Acknowledgement(by, number)), Around);

    private IEnumerable<(string Person, int Comment)> Open => Row.Open.Select(o => (o.Person, o.Comment));

    [Fact]
    public void What_was_said_elsewhere_before_keeps_its_time_and_nothing_is_said_ahead_of_it()
    {
        foreach (var hours in new[] { -30, 5 })
            When(new ConversationCommand.Say(Order, new NewComment("noor", Party.Brand, [], Visibility.Public, "as we said", [], null, SaidAt: Around.Now.AddHours(hours))), Around);
        Assert.Equal([Around.Now.AddHours(-30), Around.Now], State.Comments.Select(c => c.At));
    }

    [Fact]
    public void The_first_comment_opens_it()
    {
        Say("noor", "Where are the trims?");
        Assert.Single(Happened<ConversationEvent.Opened>());
        Say("rafiq", "At customs.");
        Assert.Empty(Happened<ConversationEvent.Opened>());
        Assert.Equal([(1, "noor"), (2, "rafiq")], State.Comments.Select(c => (c.Number, c.By)));
        Assert.Equal(Order, State.Subject);
    }

    [Fact]
    public void What_is_private_is_an_event_of_its_own_whatever_becomes_of_it()
    {
        Say("noor", "The price can come down", Visibility.Brand);
        Assert.Single(Happened<ConversationEvent.Noted>());
        Edit("noor", 1, "The price must come down");
        Assert.Single(Happened<ConversationEvent.NoteEdited>());
        Retract("noor", 1);
        Assert.Single(Happened<ConversationEvent.NoteRetracted>());
    }

    [Theory]
    [InlineData("noor", Visibility.Vendor)]
    [InlineData("rafiq", Visibility.Brand)]
    public void Nobody_speaks_in_private_to_the_other_side(string by, Visibility visibility)
    {
        Say(by, "psst", visibility);
        ThenRefused("not-yours");
    }

    [Fact]
    public void What_a_vendor_says_names_the_vendor_whatever_becomes_of_it()
    {
        Say("rafiq", "We overbooked", Visibility.Vendor);
        Assert.Equal("V-1", Assert.Single(State.Comments[0].Audience.Vendors));
        Say("rafiq", "All is wel");
        Assert.Equal("V-1", Assert.Single(State.Comments[1].Audience.Vendors));
        Edit("rafiq", 2, "All is well");
        Assert.Equal(State.Comments[1].Audience, Assert.Single(Happened<ConversationEvent.Edited>()).Audience);
        Retract("rafiq", 2);
        Assert.Equal(State.Comments[1].Audience, Assert.Single(Happened<ConversationEvent.Retracted>()).Audience);
        Say("noor", "Good");
        Assert.Empty(State.Comments[2].Audience.Vendors);
    }

    [Fact]
    public void It_is_edited_by_its_writer_within_a_quarter_of_an_hour()
    {
        Say("noor", "Were are the trims?");
        Edit("clara", 1, "Where are the trims?");
        ThenRefused("not-yours");
        now += TimeSpan.FromMinutes(15);
        Edit("noor", 1, "Where are the trims?");
        Assert.Equal(("Where are the trims?", now, 1), (State.Comments[0].Text, State.Comments[0].EditedAt, State.Comments[0].Edits));
        now += TimeSpan.FromSeconds(1);
        Edit("noor", 1, "Where are the buttons?");
        ThenRefused("too-late");
        Edit("noor", 1, "Where are the trims?");
        ThenNothing();
    }

    [Fact]
    public void What_was_taken_back_is_gone_and_stays_so()
    {
        Say("noor", "You are useless", Visibility.Public, "rafiq");
        Retract("rafiq", 1);
        ThenRefused("not-yours");
        Retract("noor", 1);
        Assert.Equal(("", now), (State.Comments[0].Text, State.Comments[0].RetractedAt));
        Assert.Empty(Row.Open);
        Retract("noor", 1);
        ThenNothing();
        Edit("noor", 1, "You are great");
        ThenRefused("retracted");
    }

    [Fact]
    public void Who_is_mentioned_is_asked_until_they_answer()
    {
        Say("noor", "@Rafiq when do the trims come? @Clara to know", Visibility.Public, "rafiq", "clara", "rafiq", "noor");
        Assert.Equal([("rafiq", 1), ("clara", 1)], Open);
        Say("rafiq", "On Friday.");
        Assert.Equal([("clara", 1)], Open);
    }

    [Fact]
    public void Every_question_that_waits_is_on_the_list()
    {
        Say("noor", "@Rafiq when?", Visibility.Public, "rafiq");
        Say("clara", "@Rafiq and how many?", Visibility.Public, "rafiq");
        Assert.Equal([("rafiq", 1), ("rafiq", 2)], Open);
    }

    [Fact]
    public void Who_has_nothing_to_answer_says_so_of_one_question_and_the_others_stay()
    {
        Say("noor", "@Rafiq to know", Visibility.Public, "rafiq");
        Say("clara", "@Rafiq when?", Visibility.Public, "rafiq");
        Acknowledge("rafiq", 1);
        Assert.Equal([("rafiq", 2)], Open);
        Acknowledge("rafiq", 1);
        ThenNothing();
        Say("noor", "@Rafiq what colour?", Visibility.Public, "rafiq");
        Acknowledge("rafiq", 3);
        Assert.Equal([("rafiq", 2)], Open);
        Acknowledge("rafiq", 2);
        Assert.Empty(Open);
        Acknowledge("clara", 2);
        ThenNothing();
    }

    [Fact]
    public void An_answer_settles_what_its_writer_had_read_and_nothing_that_was_asked_meanwhile()
    {
        Say("noor", "@Rafiq when?", Visibility.Public, "rafiq");
        var read = State.Version;
        Say("clara", "@Rafiq and how many?", Visibility.Public, "rafiq");
        Reply("rafiq", "On Friday.", read);
        Assert.Equal([("rafiq", 2)], Open);
        // Read again with an older page, it takes nothing back.
        Reply("rafiq", "In the morning.", read - 1);
        Assert.Equal([("rafiq", 2)], Open);
        Reply("rafiq", "All of them.", State.Version + 7);
        Assert.Empty(Open);
    }

    [Fact]
    public void What_was_acknowledged_before_questions_were_settled_singly_stays_so()
    {
        Say("noor", "@Rafiq when?", Visibility.Public, "rafiq");
        Say("clara", "@Rafiq and how many?", Visibility.Public, "rafiq");
        var stored = Conversation.Evolve(State, new ConversationEvent.Acknowledged("rafiq", State.Version));
        Assert.Empty(ConversationRow.Of(stored).Open);
    }

    [Fact]
    public void An_edit_asks_whom_it_brings_in_and_nobody_twice()
    {
        Say("noor", "@Rafiq when?", Visibility.Public, "rafiq");
        Say("rafiq", "On Friday.");
        Edit("noor", 1, "@Rafiq @Clara when?", "rafiq", "clara");
        Assert.Equal([("clara", 1)], Open);
    }

    [Fact]
    public void A_count_tells_each_audience_its_own()
    {
        Say("noor", "one");
        Say("noor", "for us", Visibility.Brand);
        Say("rafiq", "two");
        Edit("rafiq", 3, "two!");
        Retract("noor", 1);
        Assert.Equal(
            [(Visibility.Public, 0, 2), (Visibility.Brand, 1, 1), (Visibility.Public, 1, 2)], Row.Tallies.Select(t => (t.Audience.Visibility, t.Comments, t.Changes)));
    }

    [Theory]
    [InlineData(0, "required")]
    [InlineData(Conversation.MostCharacters, null)]
    [InlineData(Conversation.MostCharacters + 1, "too-long")]
    public void A_comment_has_something_to_say_and_an_end(int characters, string? code)
    {
        Say("noor", new string('x', characters));
        Assert.Equal(code, Answer.Refusal?.Code);
    }

    [Fact]
    public void Nobody_is_flooded_with_mentions_and_no_conversation_goes_on_for_ever()
    {
        Say("noor", "@all", Visibility.Public, [.. Enumerable.Range(0, Conversation.MostMentions + 1).Select(i => $"p{i}")]);
        ThenRefused("too-many");
        for (var i = 0; i < Conversation.KeptAtMost; i++)
            Say("noor", $"{i}");
        Say("noor", "one more");
        ThenRefused("too-many");
    }

    [Fact]
    public void There_is_nothing_to_do_with_a_comment_that_nobody_made()
    {
        Say("noor", "one");
        Edit("noor", 2, "two");
        ThenRefused("unknown-comment");
        Retract("noor", 0);
        ThenRefused("unknown-comment");
    }

    [Fact]
    public void An_excerpt_never_ends_within_a_character()
    {
        Say("noor", new string('x', 159) + "😀😀", Visibility.Public, "clara");
        Assert.Equal(new string('x', 159) + "…", Assert.Single(Row.Open).Text);
    }
}
