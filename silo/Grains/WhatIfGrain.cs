using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Grains;

/// <summary>One what-if that is to come so.</summary>
public sealed class WhatIfGrain(ActorServices services)
    : EventSourcedGrain<WhatIf, WhatIfCommand, WhatIfEvent, WhatIfState>(services, StoredKinds.WhatIf), IWhatIfGrain
{
    public Task<Verdict> Apply(Asked<WhatIfPlan> asked, string by) =>
        ExecuteAsync(asked.Header, new WhatIfCommand.Apply(this.GetPrimaryKeyString(), asked.Command, by));

    public async Task<WhatIfRow?> Read()
    {
        await CatchUpAsync();
        return State.Row;
    }

    protected override ValueTask<Surroundings> LookAroundAsync(WhatIfCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
