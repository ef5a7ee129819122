using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Conversations;

/// <summary>What is said about orders, styles and approvals: the same for all three.</summary>
public static class ConversationRoutes
{
    private const int MaxNameCharacters = 100;

    private static readonly ImmutableArray<(string Path, string Kind, string Name)> Subjects =
    [
        ("purchase-orders", Kinds.PurchaseOrder, "PurchaseOrder"), ("styles", Kinds.Style, "Style"), ("approvals", Kinds.Approval, "Approval"),
    ];

    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<ConversationReader>()
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<Visibility>()));

    public static IEndpointRouteBuilder MapConversations(this IEndpointRouteBuilder app)
    {
        foreach (var (path, kind, name) in Subjects)
        {
            var comments = app.MapGroup($"/api/v1/{path}/{{id}}/comments").WithTags("Comments");
            comments.MapGet("", (string id, HttpContext http, ConversationReader reader, Past past, CancellationToken ct) => ListAsync(new(kind, id), http, reader, past, ct))
                .WithName($"ListCommentsOn{name}").WithSummary("What is said about it, newest first")
                .WithDescription(
                    "What is private is shown to its own side alone. may names the visibilities in which the reader may write, people whom they may mention. "
                    + "Parameters: limit, cursor. " + Past.Description)
                .WithMetadata(new QueryNames("limit", "cursor", Past.ParameterName)).Produces<CommentPage>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
            comments.MapPost("", (string id, HttpContext http, ConversationReader reader, CancellationToken ct) => SayAsync(new(kind, id), http, reader, ct))
                .WithName($"CommentOn{name}").WithSummary("Say something to both sides, or to one's own alone")
                .WithDescription(
                    $"text of at most {Conversation.MostCharacters} characters; visibility: public (as usual), brand or vendor (one's own side alone; of an order that has not gone out brand alone); mentions: ids of "
                    + "people, each of whom may read it; line, milestone or round where it is about one; read: version of the list that the writer had before them. Who is mentioned finds it in their "
                    + "work queue until they answer or acknowledge it; an answer settles what had been asked by the version read, or all where none is named.")
                .Accepts<CommentDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
                .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
            comments.MapPut("/{number:int}", (string id, int number, HttpContext http, ConversationReader reader, CancellationToken ct) => EditAsync(new(kind, id), number, http, reader, ct))
                .WithName($"EditCommentOn{name}").WithSummary("Change one's own comment within a quarter of an hour; the history keeps both")
                .Accepts<CommentEditDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
                .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType)
                .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
            comments.MapDelete("/{number:int}", (string id, int number, HttpContext http, ConversationReader reader, CancellationToken ct) => WriteAsync(
                    new(kind, id), number, http, reader, (header, grain, person) => grain.Retract(new(header, new CommentRetraction(person, number))), ct))
                .WithName($"RetractCommentOn{name}").WithSummary("Take one's own comment back; the history keeps it")
                .Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
            comments.MapPost("/{number:int}/acknowledge", (string id, int number, HttpContext http, ConversationReader reader, CancellationToken ct) => WriteAsync(
                    new(kind, id), number, http, reader, (header, grain, person) => grain.Acknowledge(new(header, new Acknowledgement(person, number))), ct))
                .WithName($"AcknowledgeCommentOn{name}").WithSummary("Say that one has read it and has nothing to answer: it leaves one's work queue")
                .Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        }

        return app;
    }

    private static async Task<IResult> ListAsync(ConversationSubject subject, HttpContext http, ConversationReader reader, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor", Past.ParameterName);
        var listing = Listing.Of(parameters, "-at");
        var position = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        (long, DateTimeOffset)? until = position is { } then ? (then, parameters.Instant(Past.ParameterName)!.Value) : null;
        if (await reader.ReadAsync(subject, until, listing, http.Person(), ct) is not { } page)
            return ProblemResult.NotFound;
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> SayAsync(ConversationSubject subject, HttpContext http, ConversationReader reader, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await reader.FindAsync(subject, http.Person().Rights, ct) is not { } discussed)
            return ProblemResult.NotFound;
        if (http.Person().Rights.Party is not { } side)
            return NotAllowed();
        var form = new JsonForm(write.Body);
        var usual = discussed.IsPrepared ? Visibility.Brand : Visibility.Public;
        var said = new NewComment(
            http.Person().Id, side, http.Person().Rights.SpeaksFor, form.Word<Visibility>("visibility") ?? usual, ReadText(form), ReadMentions(form),
            ReadPlace(form), form.Whole("read", 0, int.MaxValue));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (discussed.IsPrepared && said.Visibility == Visibility.Public)
            return new ProblemResult(Fault.At("/visibility", "not-issued", "The vendor does not see the order yet: what is said of it is said to the brand."));
        if (reader.RefuseMentions(said.Mentions, discussed, said.Audience, http.Person().Rights) is { } deaf)
            return new ProblemResult(deaf);
        if (said.About is { } about && await discussed.RefusePlaceAsync(about, reader.Grains) is { } nowhere)
            return new ProblemResult(nowhere);
        return WriteVerdict.Answer(http, await reader.GrainOf(subject).Say(new(write.Header(), said)));
    }

    private static async Task<IResult> EditAsync(ConversationSubject subject, int number, HttpContext http, ConversationReader reader, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await reader.FindAsync(subject, http.Person().Rights, ct) is not { } discussed || await reader.FindAsync(subject, number, http.Person().Rights) is not { } comment)
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var edit = new CommentEdit(http.Person().Id, number, ReadText(form), ReadMentions(form));
        if ((form.Fault ?? reader.RefuseMentions(edit.Mentions, discussed, comment.Audience, http.Person().Rights)) is { } fault)
            return new ProblemResult(fault);
        return WriteVerdict.Answer(http, await reader.GrainOf(subject).Edit(new(write.Header(), edit)));
    }

    private static async Task<IResult> WriteAsync(
        ConversationSubject subject, int number, HttpContext http, ConversationReader reader, Func<CommandHeader, IConversationGrain, string, Task<Verdict>> send,
        CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (await reader.FindAsync(subject, http.Person().Rights, ct) is null || await reader.FindAsync(subject, number, http.Person().Rights) is null)
            return ProblemResult.NotFound;
        return WriteVerdict.Answer(http, await send(write.Header(), reader.GrainOf(subject), http.Person().Id));
    }

    private static string ReadText(JsonForm form) => form.Text("text", Conversation.MostCharacters, required: true) ?? "";

    private static ImmutableArray<string> ReadMentions(JsonForm form) => form.Texts("mentions", Conversation.MostMentions, MaxNameCharacters);

    private static CommentPlace? ReadPlace(JsonForm form)
    {
        var place = new CommentPlace(form.Whole("line", 1, 9_999), form.Text("milestone", MaxNameCharacters), form.Whole("round", 1, 999));
        return place is { Line: null, Milestone: null, Round: null } ? null : place;
    }

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "You may read what is said here; speaking is for the brand and the vendor."));
}
