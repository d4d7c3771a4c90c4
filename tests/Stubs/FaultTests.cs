namespace PlanisoContract.Tests.Stubs;

/// <summary>Faults as a bare socket sees them: the real WireMock sends these bytes.</summary>
public sealed class FaultTests
{
    private const string Garbage = "lskdu018973t09sylgasjkfg1][]'./.sdlv";

    private StubMock _mock = null!;

    [OneTimeSetUp]
    public async Task Start() => _mock = await StubMock.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _mock.DisposeAsync();

    [TestCase("EMPTY_RESPONSE", "", false)]
    [TestCase("CONNECTION_RESET_BY_PEER", "", true)]
    [TestCase("RANDOM_DATA_THEN_CLOSE", Garbage, false)]
    [TestCase("MALFORMED_RESPONSE_CHUNK", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Garbage, false)]
    public async Task A_fault_breaks_the_connection_itself(string fault, string bytes, bool isReset)
    {
        await _mock.StubAsync($"/{fault}", $$"""{ "fault": "{{fault}}", "status": 201, "body": "never", "headers": { "X-Never": "1" } }""");
        (await _mock.RawAsync($"/{fault}")).ShouldBe((bytes, isReset));
        (await _mock.RawAsync($"/{fault}", "POST")).ShouldBe((bytes, isReset));
        using var other = await _mock.Client.GetAsync("/__admin/health");
        other.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Test]
    public async Task A_length_that_is_too_long_ends_in_a_closed_connection()
    {
        await _mock.StubAsync("/long", """{ "body": "abc", "headers": { "Content-Length": "9" } }""");
        var (bytes, _) = await _mock.RawAsync("/long");
        bytes.ShouldContain("Content-Length: 9\r\n");
        bytes.ShouldEndWith("\r\n\r\nabc");
    }

    [Test]
    public async Task A_header_does_not_become_two()
    {
        await _mock.StubAsync("/line", """{ "statusMessage": "a\r\nX-B: c", "headers": { "X-A": "a\r\nX-B: c", "Connection": "close" } }""");
        var (bytes, _) = await _mock.RawAsync("/line");
        bytes.ShouldStartWith("HTTP/1.1 200 a  X-B: c\r\n");
        bytes.ShouldContain("X-A: a  X-B: c\r\n");
    }
}
