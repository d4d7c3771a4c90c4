using PlanisoContract.Mock.Hosting;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Overrides;
using PlanisoContract.Mock.Simulation;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace PlanisoContract.Mock.WireMock;

/// <summary>A contract as the last mapping of somebody's WireMock.Net server.</summary>
internal sealed class ServerContract : ContractHandle
{
    private static readonly string[] SetByServer = ["Content-Length", "Transfer-Encoding"];

    private readonly Guid _id = Guid.CreateVersion7();
    private readonly ApiSet _apis;

    private ServerContract(MockServices services, string api) : base(services)
    {
        Api = api;
        _apis = new ApiSet(services);
    }

    public string Api { get; }

    /// <exception cref="PlanisoMockException">A setting is wrong.</exception>
    public static ServerContract Of(string api, ContractOptions options)
    {
        try
        {
            return new ServerContract(new MockServices(options.Read([api])), api);
        }
        catch (StartException wrong)
        {
            throw new PlanisoMockException(wrong.Message, wrong);
        }
    }

    /// <summary>Adds the mapping, or puts it back.</summary>
    // A provider of our own would break the server's admin API, which knows its own kinds alone; a callback does not.
    public void AddTo(WireMockServer server) => server.Given(Request.Create().WithPath(_apis.Knows)).WithGuid(_id).WithTitle($"Contract: {Api}")
        .AtPriority(int.MaxValue).RespondWith(Response.Create().WithCallback(AnswerAsync));

    private async Task<IResponseMessage> AnswerAsync(IRequestMessage message)
    {
        var body = message.BodyAsBytes ?? message.BodyData?.BodyAsBytes ?? [];
        var headers = new HeaderDictionary();
        foreach (var (name, values) in message.Headers ?? new Dictionary<string, WireMockList<string>>())
            headers[name] = values.ToArray();
        var request = new SimulatedRequest(message.Method.ToUpperInvariant(), Path(message), message.RawQuery?.TrimStart('?') ?? "", name => headers[name], body)
        {
            Scheme = message.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "https" : "http",
        };
        var (response, decision, _) = await _apis.AnswerAsync(request, Services.Silos.Default);
        Services.Journal.Add(request.Method, request.Path, request.Query, headers, body, response, decision is null ? AnsweredBy.Contract : AnsweredBy.Override);
        if (decision?.Delay > TimeSpan.Zero)
            await Task.Delay(decision.Delay, Services.Options.Clock);
        return ToMessage(response, decision?.Change.Fault);
    }

    // Decoded by WireMock.Net; a slash that was encoded is a slash from then on.
    private static string Path(IRequestMessage message) => string.Join('/', message.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    // The connection is the server's: what it has of faults is the nearest.
    private static ResponseMessage ToMessage(SimulatedResponse response, ConnectionFault? fault)
    {
        var message = new ResponseMessage
        {
            StatusCode = response.Status == 0 ? StatusCodes.Status200OK : response.Status,
            FaultType = fault switch
            {
                null => FaultType.NONE,
                ConnectionFault.Truncated => FaultType.MALFORMED_RESPONSE_CHUNK,
                _ => FaultType.EMPTY_RESPONSE,
            },
            Headers = new Dictionary<string, WireMockList<string>>(),
        };
        foreach (var (name, value) in response.Headers.Where(header => !SetByServer.Contains(header.Key)))
            message.AddHeader(name, value);
        if (response.ContentType is { } type)
            message.AddHeader("Content-Type", type);
        if (!response.Body.IsEmpty)
            message.BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = response.Body.ToArray() };
        return message;
    }
}
