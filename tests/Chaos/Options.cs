using System.Globalization;

namespace Selvedge.Chaos;

/// <summary>What a run was asked for.</summary>
/// <param name="Faults">How often the node is killed, paused, or the database crashed.</param>
/// <param name="Seconds">How long the campaign takes, about; what follows it is not counted.</param>
internal sealed record Options(string Plan, int Faults, int Seconds, int Seed, bool Json, bool Save)
{
    public const string Usage =
        """
        dotnet run -c Release --project tests/Chaos -- <plan> [--kills N] [--seconds S] [--seed N] [--json] [--save]

          kill        a node is killed with SIGKILL and restarted, N times (50)
          two-nodes   two nodes serve the same orders at once
          pause       one of two nodes is stopped and continued, N times (10)
          failover    one of three nodes is killed and restarted, N times (10)
          postgres    PostgreSQL is killed, crashes or falls silent, N times (10)

          --save      also write results/<plan>.md
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static Options? Parse(string[] args)
    {
        if (args.Length == 0 || args[0] is not ("kill" or "two-nodes" or "pause" or "failover" or "postgres"))
            return null;
        var faults = args[0] == "kill" ? 50 : 10;
        int? seconds = null;
        var options = new Options(args[0], faults, 0, Environment.TickCount & 0xffff, false, false);
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : (int?)null;
            switch (args[i])
            {
                case "--json": options = options with { Json = true }; continue;
                case "--save": options = options with { Save = true }; continue;
                case "--kills" when value is not null: options = options with { Faults = value.Value }; break;
                case "--seconds" when value is not null: seconds = value; break;
                case "--seed" when value is not null: options = options with { Seed = value.Value }; break;
                default: return null;
            }

            i++;
        }

        return options with { Seconds = seconds ?? (options.Plan switch { "two-nodes" => 60, "failover" => 15 * options.Faults, _ => 4 * options.Faults }) };
    }
}
