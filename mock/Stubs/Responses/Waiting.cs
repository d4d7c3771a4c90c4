namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Delays, on the mock's clock; a client that leaves ends them.</summary>
internal sealed class Waiting(TimeProvider clock, Dice dice)
{
    private DelaySettings _settings = DelaySettings.None;

    /// <summary>What holds for answers that say nothing else.</summary>
    public DelaySettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>A fixed delay and a random one add up; each may be the stub's own or that of all.</summary>
    public Task<TimeSpan> HoldAsync(ResponseDefinition definition, CancellationToken gone) =>
        HoldAsync(definition.FixedDelay ?? Settings.Fixed, definition.Distribution ?? Settings.Distribution, gone);

    public async Task<TimeSpan> HoldAsync(int? milliseconds, DelayDistribution? random, CancellationToken gone)
    {
        var sum = Math.Max(0, milliseconds ?? 0) + Math.Max(0, random?.Sample(dice) ?? 0);
        if (sum == 0)
            return TimeSpan.Zero;
        var delay = TimeSpan.FromMilliseconds(Math.Min(sum, int.MaxValue));
        await WaitAsync(delay, gone);
        return delay;
    }

    public Task WaitAsync(TimeSpan time, CancellationToken gone) => Task.Delay(time, clock, gone);
}
