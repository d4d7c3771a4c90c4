using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs;
using PlanisoContract.Mock.Stubs.Files;

namespace PlanisoContract.Mock.Admin.Stubs;

/// <summary>The bodies under <c>__files</c> over HTTP (wiremock.org, "Admin API Reference", "Files").</summary>
internal sealed class FilesAdmin(Overlay overlay)
{
    private const string Root = "/__admin/files";
    private const string One = Root + "/{name}";

    public ImmutableArray<OwnPage> Pages =>
    [
        OwnPage.Of("GET", Root, "The names of the files that stubs can answer with.", List),
        OwnPage.Of("GET", One, "A file.", ShowAsync) with { IsDeep = true },
        OwnPage.Of("PUT", One, "Makes a file or replaces it.", WriteAsync) with { IsDeep = true },
        OwnPage.Of("DELETE", One, "Deletes a file.", Delete) with { IsDeep = true },
    ];

    private AdminAnswer List(AdminRequest request) => AdminAnswer.Json(StatusCodes.Status200OK,
        new JsonArray([.. (overlay.Root?.Files.Names() ?? []).Select(name => JsonValue.Create(name))]));

    private async Task<AdminAnswer> ShowAsync(AdminRequest request)
    {
        if (overlay.Root?.Files is not { } files)
            return AdminAnswer.Error(StatusCodes.Status404NotFound, "No such file", NoRoot);
        var file = await files.ReadAsync(request.Values[0], request.Context.RequestAborted);
        return file.Bytes is { } bytes
            ? new AdminAnswer(StatusCodes.Status200OK, "application/octet-stream", bytes)
            : AdminAnswer.Error(StatusCodes.Status404NotFound, "No such file", file.Why);
    }

    private async Task<AdminAnswer> WriteAsync(AdminRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context);
        if (body.Length > RequestBody.Limit)
        {
            return AdminAnswer.Error(StatusCodes.Status413PayloadTooLarge, "The file is too long",
                "More than 1 MiB is not taken over HTTP. Put the file under __files of the root directory yourself.");
        }
        if (overlay.Root?.Files is not { } files)
            return Refused(NoRoot);
        return files.Write(request.Values[0], body.Span) is { } reason ? Refused(reason) : AdminAnswer.Json(
            // The body as WireMock gives it back.
            StatusCodes.Status200OK, JsonValue.Create(Convert.ToBase64String(body.Span)));
    }

    private AdminAnswer Delete(AdminRequest request) =>
        overlay.Root?.Files.Delete(request.Values[0]) is { } reason ? Refused(reason) : new AdminAnswer(StatusCodes.Status200OK, null, default);

    private static AdminAnswer Refused(string reason) => AdminAnswer.Error(StatusCodes.Status422UnprocessableEntity, "The file is not written", reason);

    private const string NoRoot = "The mock has no root directory. Start it with --root-dir.";
}
