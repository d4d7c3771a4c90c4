using System.Text;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Dialects.Redmine;

/// <summary>A JSON answer as a script that calls the function that the request names (JSON with padding).</summary>
internal static class Jsonp
{
    public static bool IsWanted(SimulatedRequest request) => NameIn(request).Length > 0;

    /// <summary>The answer as a script, if it is JSON and has a body.</summary>
    public static SimulatedResponse Of(SimulatedResponse response, SimulatedRequest request) =>
        response.Body.IsEmpty || response.ContentType?.StartsWith(MediaType.Json, StringComparison.Ordinal) != true
            ? response
            : response with
            {
                ContentType = "application/javascript; charset=utf-8",
                Body = (byte[])[.. Encoding.ASCII.GetBytes(NameIn(request) + "("), .. response.Body.Span, .. ")"u8],
            };

    // Characters that no function name has are left out, so that a request cannot inject a script.
    private static string NameIn(SimulatedRequest request) => new(
        [.. (request.Parameter("callback") ?? request.Parameter("jsonp") ?? "").Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')]);
}
