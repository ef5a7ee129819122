using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Selvedge.Domain.Walls;

/// <summary>What a link to a wall shows, and until when. An empty list of brands or categories means all.</summary>
/// <param name="Screens">In turn: <see cref="WallLink.Overview"/> or a category.</param>
/// <param name="HiddenFields">Fields that it leaves out, such as <c>quantity</c>.</param>
[GenerateSerializer, Immutable, Alias("wall-link-sheet")]
public sealed record WallLinkSheet(
    string Name, ImmutableArray<string> Screens, ImmutableArray<string> Brands, ImmutableArray<string> Categories, ImmutableArray<string> HiddenFields,
    DateTimeOffset ExpiresAt);

/// <summary>What may be asked of a link to a wall.</summary>
public abstract record WallLinkCommand
{
    private WallLinkCommand() { }

    /// <param name="SecretHash">SHA-256 of the secret that whoever has the link shows, in hex; the secret itself is nowhere.</param>
    /// <param name="By">Id of the person.</param>
    public sealed record Make(string Id, WallLinkSheet Sheet, string SecretHash, string By) : WallLinkCommand;

    /// <param name="By">Id of the person.</param>
    public sealed record Withdraw(string By) : WallLinkCommand;

    /// <summary>The committed due time has come.</summary>
    public sealed record Wake : WallLinkCommand;
}

/// <summary>What happened to a link to a wall. Stored for ever: additive only.</summary>
public abstract record WallLinkEvent
{
    private WallLinkEvent() { }

    public sealed record Made(string Id, WallLinkSheet Sheet, string SecretHash, string By, DateTimeOffset At) : WallLinkEvent;

    public sealed record Withdrawn(string By, DateTimeOffset At) : WallLinkEvent;

    public sealed record Expired(DateTimeOffset At) : WallLinkEvent;
}

/// <summary>A link as its events left it. <see cref="Sheet"/> is null until it was made.</summary>
/// <param name="EndedAt">When it was withdrawn or expired; null while it shows.</param>
/// <param name="WithdrawnBy">Null where nobody withdrew it.</param>
public sealed record WallLinkState(string Id, WallLinkSheet? Sheet, string SecretHash, string By, DateTimeOffset MadeAt, DateTimeOffset? EndedAt, string? WithdrawnBy)
{
    public static WallLinkState Empty { get; } = new("", null, "", "", default, null, null);
}

/// <summary>One link, for who judges what it shows.</summary>
/// <param name="By">Id of the person who made it.</param>
[GenerateSerializer, Immutable, Alias("wall-link-row")]
public sealed record WallLinkRow(string Id, WallLinkSheet Sheet, string SecretHash, string By, DateTimeOffset MadeAt, DateTimeOffset? EndedAt, string? WithdrawnBy)
{
    /// <summary>Only after an event.</summary>
    public static WallLinkRow Of(WallLinkState link) => new(link.Id, link.Sheet!, link.SecretHash, link.By, link.MadeAt, link.EndedAt, link.WithdrawnBy);

    /// <summary>Whether it shows anything at a moment: also where nobody has woken it yet to say that it expired.</summary>
    public bool Shows(DateTimeOffset now) => EndedAt is null && now < Sheet.ExpiresAt;
}

/// <summary>The rules of one link to a wall: made once, it shows the same until it is withdrawn or expires.</summary>
public sealed class WallLink : IDecider<WallLinkCommand, WallLinkEvent, WallLinkState>
{
    /// <summary>The screen of all brands and categories that the link lets through.</summary>
    public const string Overview = "overview";

    public const int LongestName = 60;
    public const int MostDays = 366;

    private WallLink() { }

    public static WallLinkState Initial => WallLinkState.Empty;

    public static Decision<WallLinkEvent> Decide(WallLinkCommand command, WallLinkState link, Surroundings around) => (command, link) switch
    {
        (WallLinkCommand.Make make, { Sheet: null }) => Refuse(make.Sheet, around.Now) is { } refusal
            ? refusal
            : One(new WallLinkEvent.Made(make.Id, make.Sheet, make.SecretHash, make.By, around.Now)),
        (WallLinkCommand.Make, _) => ImmutableArray<WallLinkEvent>.Empty,
        (WallLinkCommand.Withdraw, { Sheet: null }) => new Refusal("unknown-wall-link", "", "There is no such link."),
        (_, { Sheet: null } or { EndedAt: not null }) => ImmutableArray<WallLinkEvent>.Empty,
        (WallLinkCommand.Withdraw withdraw, _) => One(new WallLinkEvent.Withdrawn(withdraw.By, around.Now)),
        (WallLinkCommand.Wake, { Sheet: { } sheet }) => around.Now < sheet.ExpiresAt ? ImmutableArray<WallLinkEvent>.Empty : One(new WallLinkEvent.Expired(around.Now)),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static WallLinkState Evolve(WallLinkState link, WallLinkEvent happened) => happened switch
    {
        WallLinkEvent.Made e => new WallLinkState(e.Id, e.Sheet, e.SecretHash, e.By, e.At, null, null),
        WallLinkEvent.Withdrawn e => link with { EndedAt = e.At, WithdrawnBy = e.By },
        WallLinkEvent.Expired e => link with { EndedAt = e.At },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(WallLinkState link) => link.EndedAt is null ? link.Sheet?.ExpiresAt : null;

    private static Refusal? Refuse(WallLinkSheet sheet, DateTimeOffset now)
    {
        if (sheet.Name.Length is 0 or > LongestName)
            return new Refusal("required", "/name", $"Expected a name of 1 to {LongestName} characters.");
        if (sheet.Screens.IsEmpty)
            return new Refusal("required", "/screens", "Expected at least one screen.");
        for (var i = 0; i < sheet.Categories.Length; i++)
            if (!Categories.All.Contains(sheet.Categories[i]))
                return new Refusal("unknown-category", $"/categories/{i}", $"Expected one of: {string.Join(", ", Categories.All)}.");
        for (var i = 0; i < sheet.Screens.Length; i++)
        {
            var screen = sheet.Screens[i];
            if (screen != Overview && !Categories.All.Contains(screen))
                return new Refusal("unknown-screen", $"/screens/{i}", $"Expected one of: {Overview}, {string.Join(", ", Categories.All)}.");
            if (sheet.Screens.IndexOf(screen) != i)
                return new Refusal("screen-twice", $"/screens/{i}", $"{screen} is shown already.");
            if (screen != Overview && !sheet.Categories.IsEmpty && !sheet.Categories.Contains(screen))
                return new Refusal("other-category", $"/screens/{i}", $"The link does not let {screen} through.");
        }

        return sheet.ExpiresAt <= now || sheet.ExpiresAt > now.AddDays(MostDays)
            ? new Refusal("impossible-date", "/expires", $"Expected a day within the next {MostDays} days.")
            : null;
    }

    private static Decision<WallLinkEvent> One(WallLinkEvent happened) => ImmutableArray.Create(happened);
}
