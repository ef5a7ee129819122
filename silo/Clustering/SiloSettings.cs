namespace Selvedge.Clustering;

/// <summary>What a silo can be told, whichever runtime is under the grains.</summary>
public sealed class SiloSettings
{
    /// <summary>A grain idle for this long is deactivated.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A caller waits this long for an answer, then gets a <see cref="TimeoutException"/>.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The silos of one database are one cluster; else each is one by itself. The embedded engine knows no other silos.</summary>
    public bool IsClustered { get; set; }

    /// <summary>The database in which silos find each other.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The IP address on which other silos reach this one. They are not asked who they are: it must not be open to others.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos; 0 for one that is free on this machine.</summary>
    public int Port { get; set; }

    /// <summary>How often silos look whether another still answers, and how long they wait for it.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>So many looks in vain, and a silo takes another for dead; where there are three or more, two must.</summary>
    public int MissedProbes { get; set; } = 3;
}
