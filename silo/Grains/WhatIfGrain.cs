using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Grains;

/// <summary>One what-if that is to come so.</summary>
public sealed class WhatIfGrain(ActorServices services)
    : EventSourcedGrain<WhatIf, WhatIfCommand, WhatIfEvent, WhatIfState>(services, StoredKinds.WhatIf), IWhatIfGrain
{
    public Task<Verdict> Apply(Asked<WhatIfPlan> asked, string by) =>
        ExecuteAsync(asked.Header, new WhatIfCommand.Apply(this.GetPrimaryKeyString(), asked.Command, by));

    public Task<Verdict> TakeBack(Asked<string> note, Author by) => ExecuteAsync(note.Header, new WhatIfCommand.TakeBack(note.Command, by));

    public Task<Verdict> Restore(Asked<ImmutableArray<RowOutcome>> asked) => ExecuteAsync(asked.Header, new WhatIfCommand.Restore(asked.Command));

    public async Task<WhatIfView?> Read()
    {
        await CatchUpAsync();
        return WhatIfView.Of(State, Now);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(WhatIfCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
