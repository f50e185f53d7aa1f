"""What every refusal has in common, whoever refuses."""

import httpx


def is_a_problem(response: httpx.Response, status: int, slug: str) -> bool:
    problem = response.json()
    assert problem["type"].endswith(f":{slug}")
    assert problem["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["access-control-allow-origin"] == "*"
    return response.status_code == status
