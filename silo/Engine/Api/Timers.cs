using Orleans.Runtime;
using Selvedge.Engine;

namespace Orleans.Runtime
{
    /// <summary>A timer of one activation, which ends with it. Dispose it to stop the ticks.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Counts anew: the next tick after <paramref name="dueTime"/>.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    public readonly struct GrainTimerCreationOptions()
    {
        /// <summary>Until the first tick; infinite for none until it is changed.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of one tick to the start of the next; infinite for a single tick.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>A tick may run beside a turn that awaits. False: a tick is a turn.</summary>
        public bool Interleave { get; init; }

        /// <summary>A tick counts as use, as a call does.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    public static class GrainBaseExtensions
    {
        /// <summary>Calls back on the grain, in turns. An exception is logged and the timer goes on.</summary>
        /// <param name="callback">Its token is cancelled when the timer is disposed or the grain deactivates.</param>
        /// <exception cref="ArgumentOutOfRangeException">A negative due time, or a period that is not positive.</exception>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
            new GrainTimer((Activation)grain.GrainContext, callback, options);

        /// <inheritdoc cref="RegisterGrainTimer(IGrainBase, Func{CancellationToken, Task}, GrainTimerCreationOptions)"/>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
            grain.RegisterGrainTimer(token => callback(state, token), options);

        /// <inheritdoc cref="RegisterGrainTimer(IGrainBase, Func{CancellationToken, Task}, GrainTimerCreationOptions)"/>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions { DueTime = dueTime, Period = period });
    }
}
