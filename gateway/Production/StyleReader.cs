using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Styles;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>Finds styles: present ones at their actors, past ones in the log.</summary>
internal sealed class StyleReader(Rows rows, IGrainFactory grains, Journal.Journal journal, Past past)
{
    /// <summary>Null for unknown and forbidden alike. A style's brand and category never change, and who makes it is judged by its orders of now.</summary>
    /// <param name="until">A past position; null for the present.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<StyleDetail?> FindAsync(string number, long? until, Rights rights, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        if (!rows.TryGetStyle(number, out var entry) || !new Sight(rows, rights).SeesStyle(number))
            return null;
        if (until is null)
            return await grains.GetGrain<IStyleGrain>(number).Read() is { } present ? StyleDetail.Of(present, entry.SeenAt).For(rights) : null;

        var fold = StoredKinds.Style.Begin();
        var position = await past.FoldAsync(fold, number, until.Value, ct);
        return StyleView.Of(fold.State, fold.Version) is { } then ? StyleDetail.Of(then, position).For(rights) : null;
    }

    /// <summary>What happened to a style, as far as it may be told to the reader, up to a past position or to the present.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<StyleHistory> TellAsync(string number, long? until, Rights rights, CancellationToken ct)
    {
        var history = new StyleHistory(rights);
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Style, number), 0, until ?? long.MaxValue, ct))
            history.Tell(recorded);
        return history;
    }
}
