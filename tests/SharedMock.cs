namespace PlanisoContract.Tests;

/// <summary>Tests that share a mock, and its clock that goes on whenever somebody waits.</summary>
/// <param name="apis">What it serves; all where none is named.</param>
public abstract class SharedMock(params string[] apis)
{
    private protected SteppingClock Clock { get; } = new();

    private protected TestMock Mock { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartMock() =>
        Mock = await TestMock.StartAsync(apis.Length == 0 ? null : [.. apis.Select(PlanisoContract.Spec.Contracts.Load)], clock: Clock);

    [OneTimeTearDown]
    public async Task StopMock() => await Mock.DisposeAsync();
}
