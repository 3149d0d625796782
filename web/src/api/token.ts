// The token that `footfall serve --token` demands; kept until the tab is closed.

const kKey = 'footfall.token';

export function token(): string | null {
    return sessionStorage.getItem(kKey);
}

export function keepToken(given: string): void {
    sessionStorage.setItem(kKey, given);
}

export function forgetToken(): void {
    sessionStorage.removeItem(kKey);
}
