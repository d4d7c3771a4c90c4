using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>
/// Redmine's REST API: a root element, JSON or XML by the suffix of the path, lists in pages, refusals without a body or with a
/// list of errors. As a real one was recorded; where the recording is silent, as its code says.
/// </summary>
internal sealed class RedmineDialect(ApiPlan plan) : Dialect
{
    private readonly Contract _contract = plan.Contract;
    private readonly RedmineModes _flags = new(plan.Rules);
    private readonly RedmineBodyReader _bodies = new(plan.Rules, plan.Contract.Formats.Contains("xml"));
    private readonly RedmineRefusals _refusals = new(plan.Rules);
    private readonly LocationHeader _locations = new(plan.Contract);
    private readonly ImmutableArray<RedminePaging> _pages =
        [.. plan.Operations.Select(operation => new RedminePaging(operation))];

    private readonly ImmutableArray<RedmineOperationModes> _operations =
        [.. plan.Operations.Select(operation => new RedmineOperationModes(operation.Rules))];

    private readonly ImmutableArray<XmlShape> _shapes =
        [.. plan.Operations.Select(operation => XmlShape.Of(plan.Contract, operation.Resource.Resource))];

    private readonly DeclaredCredentials _credentials = new(plan.Contract);

    public override Credentials Credentials(SimulatedRequest request) => _credentials.Read(request);

    public override string? SwitchUser(SimulatedRequest request) => request.Header("X-Redmine-Switch-User");

    public override IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes) =>
        modes[_flags.ChallengeAbsent] ? NoHeaders : [KeyValuePair.Create("WWW-Authenticate", "Basic realm=\"Redmine API\"")];

    public override SimulatedRequest EffectiveRequest(SimulatedRequest request, ActiveModes modes) => request.Method switch
    {
        "HEAD" when !modes[_flags.HeadNotFound] => request with { Method = "GET" },
        "PATCH" when !modes[_flags.PatchNotFound] => request with { Method = "PUT", Body = modes[_flags.PatchIgnored] ? default : request.Body },
        "POST" when !modes[_flags.OverrideIgnored] && request.Header("X-HTTP-Method-Override")?.Trim().ToUpperInvariant() is { } method
            and ("PUT" or "PATCH" or "DELETE") => EffectiveRequest(request with { Method = method }, modes),
        _ => request,
    };

    public override string? FormatOf(string suffix, ImmutableArray<string> formats, SimulatedRequest request, ActiveModes modes) =>
        formats.Contains(suffix) ? suffix
        : modes[suffix.Length == 0 ? _flags.SuffixNotRequired : _flags.AnySuffix] ? _contract.Formats[0] : null;

    public override bool TryPage(OperationPlan operation, SimulatedRequest request, ActiveModes modes, out Page? page) =>
        operation.Kind == OperationKind.List ? _pages[operation.Index].TryRead(request, modes, out page) : base.TryPage(operation, request, modes, out page);

    public override OperationResult Unrouted(SimulatedRequest request, bool pathIsKnown, ActiveModes modes) =>
        new(pathIsKnown && modes[_flags.MethodNotAllowed] ? 405 : 404, "") { Format = RedmineRefusals.FormatOf(request, _contract.Formats) };

    public override ParsedBody Read(OperationContext context) => _bodies.Read(context);

    public override SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes)
    {
        var response = !result.IsSuccess ? _refusals.Write(result, request, modes)
            : result.Operation is { } operation ? Success(result, operation, request, modes)
            : new SimulatedResponse(result.Status, null, result.Headers, default);
        if (modes[_flags.Marked] && !response.Body.IsEmpty && response.ContentType?.StartsWith(MediaType.Json, StringComparison.Ordinal) == true)
            response = response with { Body = JsonText.Marked(response.Body) };
        return modes[_flags.Html] && !response.Body.IsEmpty ? response with { ContentType = "text/html; charset=utf-8" } : response;
    }

    public override SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, ActiveModes modes)
    {
        if ((!modes[_flags.JsonpOn] && !modes[_flags.JsonpRefused]) || !Jsonp.IsWanted(request))
            return response;
        return modes[_flags.JsonpRefused] ? _refusals.Write(new OperationResult(400, "There are no scripts here."), request, modes) : Jsonp.Of(response, request);
    }

    private SimulatedResponse Success(OperationResult result, OperationPlan operation, SimulatedRequest request, ActiveModes modes)
    {
        var flags = _operations[operation.Index];
        var headers = result.Created is not null && !modes[flags.LocationAbsent]
            ? [.. result.Headers, _locations.Header(result, modes[flags.LocationOther] ? 1 : 0, modes[flags.LocationPath] ? null : request)]
            : result.Headers;
        if (operation.Operation.Success.Schema is null || !result.HasBody)
        {
            return modes[flags.NullBody]
                ? new SimulatedResponse(200, ContentTypes.WithBody(result.Format), headers, result.Format == "xml" ? "<nil/>"u8.ToArray() : "null"u8.ToArray())
                : new SimulatedResponse(result.Status, result.Status == 204 ? null : ContentTypes.Bare(result.Format), headers, default);
        }
        var body = result.Format == "xml"
            ? InXml(result, operation, XmlBreakages.Of(operation, flags, modes))
            : JsonText.Of((result, operation), static (json, answer) => Rooted(json, answer.result, answer.operation));
        return new SimulatedResponse(result.Status, ContentTypes.WithBody(result.Format), headers, body);
    }

    private static void Rooted(Utf8JsonWriter json, OperationResult result, OperationPlan operation)
    {
        json.WriteStartObject();
        json.WritePropertyName(RootOf(result, operation));
        if (result.Data is { } data)
        {
            data.Write(json);
        }
        else
        {
            json.WriteStartArray();
            json.WriteEndArray();
        }
        if (result.Page is { Meta: true } page)
        {
            json.WriteNumber("total_count", page.Total);
            json.WriteNumber("offset", page.Offset);
            json.WriteNumber("limit", page.Limit);
        }
        json.WriteEndObject();
    }

    private ReadOnlyMemory<byte> InXml(OperationResult result, OperationPlan operation, XmlBreakages breakages)
    {
        var records = result.Data is { } data ? JsonText.Of(data, static (json, data) => data.Write(json)) : "[]"u8.ToArray();
        return new XmlRecords(_shapes[operation.Index], breakages)
            .Document(records.Span, RootOf(result, operation), operation.Resource.Resource.One ?? operation.Resource.Resource.Name, result.Page);
    }

    // The name of the root element.
    private static string RootOf(OperationResult result, OperationPlan operation)
    {
        var resource = operation.Resource.Resource;
        return operation.Kind == OperationKind.List || result.Data is ResultData.Many ? resource.Many ?? resource.Name : resource.One ?? resource.Name;
    }
}
